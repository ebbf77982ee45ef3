internal import Mustache
internal import Synchronization

/// The templates of one theme, and the forms made of them so far; shared by all tasks that render.
///
/// A form depends on its key and on the templates only, which never change: it is made by whoever needs it
/// first, outside of the lock, and two that are made at once are equal.
final class TemplateForms: Sendable {
    private struct Key: Hashable {
        let template: String
        let shape: [UInt8]
    }

    /// A site has some dozens of shapes; this many forms of 4 kB are kept, and more are made each time.
    private static let most = 1_000

    private let library: MustacheLibrary
    private let forms = Mutex<[Key: TemplateForm]>([:])

    init(_ library: MustacheLibrary) { self.library = library }

    /// Renders the template `name`, which the check has seen with `names`, into `out`.
    func render<Context>(
        _ context: Context, _ names: TemplateNames<Context>, with template: String,
        into out: inout String
    ) {
        let values = names.values(of: context)
        let input = TemplateInput(values)
        let key = Key(template: template, shape: input.shape)
        let known = forms.withLock { $0[key] }
        let form = known ?? make(key, values, names.set)
        form.fill(with: input.fillings, into: &out)
    }

    private func make(
        _ key: Key, _ values: [TemplateValue], _ set: TemplateNameSet
    ) -> TemplateForm {
        var next = 0
        let scope = TemplateText.marked(values, set, next: &next)
        let form = TemplateForm(library.render(scope, withTemplate: key.template) ?? "")
        forms.withLock { if $0.count < Self.most { $0[key] = form } }
        return form
    }
}
