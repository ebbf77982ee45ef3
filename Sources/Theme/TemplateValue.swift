internal import HTMLText
internal import Mustache

/// A text or a piece of HTML as the template library meets it: escaped by us, where it needs escaping.
///
/// The library escapes by grapheme clusters, which costs more than all else in a page. So each template
/// starts by turning its escaping off (`Theme.prepared`), and what is safe is decided by the value's
/// type here, never by how a template's author wrote the tag. An absent value is an empty one: sections
/// skip it, and the library, which prints a nil as "nil", never sees a nil.
struct TemplateText: MustacheCustomRenderable, MustacheParent {
    let renderText: String

    init(escaping text: String?) { renderText = text.map(HTMLText.escape) ?? "" }
    init(html: String?) { renderText = html ?? "" }

    static let absent = TemplateText(html: nil)

    var isNull: Bool { renderText.isEmpty }

    /// Nothing: inside `{{#owner}}`, the names of the page still hold.
    func child(named: String) -> Any? { nil }
}

/// A context, in front of the names that it declares.
final class TemplateScope<Context: Sendable>: MustacheParent {
    private let context: Context
    private let names: TemplateNames<Context>

    init(_ context: Context, _ names: TemplateNames<Context>) {
        self.context = context
        self.names = names
    }

    func child(named name: String) -> Any? { names.value(of: name, in: context) }
}

/// The items of a list, each in front of its names.
struct TemplateList<Item: Sendable>: MustacheSequence, MustacheParent {
    let items: [Item]
    let names: TemplateNames<Item>

    func makeIterator() -> AnyIterator<TemplateScope<Item>> {
        var items = items.makeIterator()
        return AnyIterator { items.next().map { TemplateScope($0, names) } }
    }

    func child(named: String) -> Any? { nil }
}
