// Directives that put something around their content, whatever it is.

import HTMLText

extension Directive {
    static let details = Directive(
        name: "details", usage: "::: details \"Summary\" {#id .class}",
        takes: { $0.count == 1 && !$0.contains("") },
        shape: { _, use in
            let summary = HTMLText.escape(use.opening.words.first ?? "")
            return wrap(
                use, enter: "<details\(use.attributes())>\n<summary>\(summary)</summary>",
                exit: "</details>")
        })

    static let screenOnly = block("screen-only")
    static let printOnly = block("print-only")

    private static func block(_ name: String) -> Directive {
        Directive(
            name: name, usage: "::: \(name) {#id .class}", takes: \.isEmpty,
            shape: { _, use in
                wrap(use, enter: "<div\(use.attributes(name))>", exit: "</div>")
            })
    }

    private static func wrap(
        _ use: DirectiveUse, enter: String, exit: String
    ) -> DirectiveShape {
        guard let block = Node.customBlock(enter: enter, exit: exit) else { return .inPlace }
        use.moveContent(to: block)
        return .block(block)
    }
}
