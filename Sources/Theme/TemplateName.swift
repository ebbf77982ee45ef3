/// What a name stands for, and so which tags may hold it.
indirect enum TemplateNameKind: Sendable {
    /// `{{name}}`, escaped; `{{#name}}` where it is present.
    case text
    /// `{{{name}}}`, ready HTML; `{{#name}}` where it is present.
    case html
    /// `{{#name}}` and `{{^name}}` only.
    case flag
    /// `{{#name}}` where it is present; inside, the names of the part.
    case part(TemplateNameSet)
    /// `{{#name}}`, once for each item; inside, the item's names.
    case list(TemplateNameSet)
}

/// The names of one type of context without its values: what a template is checked against.
struct TemplateNameSet: Sendable {
    /// In messages: "a page".
    let owner: String
    /// In the order of the values.
    let names: [String]
    let kinds: [String: TemplateNameKind]
}

/// One name that a context declares: for the check, for the theme reference, and for its value.
struct TemplateName<Context: Sendable>: Sendable {
    let name: String
    let kind: TemplateNameKind
    /// One line for the theme's reference.
    let meaning: String
    let value: @Sendable (Context) -> TemplateValue

    static func text(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Context) -> String?
    ) -> Self {
        Self(name: name, kind: .text, meaning: meaning) { .text(get($0)) }
    }

    static func html(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Context) -> String?
    ) -> Self {
        Self(name: name, kind: .html, meaning: meaning) { .html(get($0)) }
    }

    static func flag(
        _ name: String, _ meaning: String, _ get: @escaping @Sendable (Context) -> Bool
    ) -> Self {
        Self(name: name, kind: .flag, meaning: meaning) { .flag(get($0)) }
    }

    static func part<Part>(
        _ name: String, _ names: TemplateNames<Part>, _ meaning: String,
        _ get: @escaping @Sendable (Context) -> Part?
    ) -> Self {
        Self(name: name, kind: .part(names.set), meaning: meaning) {
            .part(get($0).map(names.values))
        }
    }

    static func list<Item>(
        _ name: String, of names: TemplateNames<Item>, _ meaning: String,
        _ get: @escaping @Sendable (Context) -> [Item]
    ) -> Self {
        Self(name: name, kind: .list(names.set), meaning: meaning) {
            .list(get($0).map(names.values))
        }
    }
}

/// All names of one type of context: the one list behind the check, the values and the reference.
struct TemplateNames<Context: Sendable>: Sendable {
    let all: [TemplateName<Context>]
    let set: TemplateNameSet

    init(_ owner: String, _ all: [TemplateName<Context>]) {
        self.all = all
        set = TemplateNameSet(
            owner: owner, names: all.map(\.name),
            kinds: Dictionary(all.map { ($0.name, $0.kind) }, uniquingKeysWith: { _, last in last })
        )
    }

    /// In the order of the names.
    func values(of context: Context) -> [TemplateValue] { all.map { $0.value(context) } }

    /// The same names for a context that holds one of this type.
    func of<Outer: Sendable>(
        _ inner: @escaping @Sendable (Outer) -> Context
    ) -> [TemplateName<Outer>] {
        all.map { name in
            TemplateName<Outer>(name: name.name, kind: name.kind, meaning: name.meaning) {
                name.value(inner($0))
            }
        }
    }
}
