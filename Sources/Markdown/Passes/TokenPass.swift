// The tree decides what the scan's replacements were: a token that came back as an HTML block of its own is
// what it was taken for; in code, in an author's HTML or in a link the original bytes are put back. What
// cannot be put back was a wrong guess, and the page is parsed again without it.

import Diagnostics

/// What the scan's replacements became in cmark's tree.
struct FoundTokens {
    /// Tokens that are blocks of their own, in document order.
    var blocks: [(number: Int, node: Node)] = []
    /// Footnotes, in document order, by their number in the scan.
    var footnotes: [(number: Int, item: Node)] = []
    /// Items that stand for definitions, in document order, by their number in the scan.
    var definitions: [(number: Int, item: Node)] = []
    var mismatches: [TableMismatch] = []
    /// Text nodes that hold hidden addresses.
    var addresses: [Node] = []
    /// What the scan must not take for what it looks like.
    var wrong = Guesses()
    var isWrong = false
}

/// Finds tokens and puts the author's bytes back where they stand for text.
struct TokenPass {
    let scan: PageScan
    let source: UnsafeBufferPointer<UInt8>
    var found = FoundTokens()
    var others: [Node] = []
    var nextFootnote = 0
    var nextDoubt = 0
    var nextMismatch = 0
    let guesses: Guesses
    var nextDefinition = 0

    init(_ scan: PageScan, source: UnsafeBufferPointer<UInt8>, guesses: Guesses) {
        self.scan = scan
        self.source = source
        self.guesses = guesses
        found.wrong = guesses
    }

    mutating func run(over tree: CMarkTree) {
        // As a destination a token has lost its angle brackets.
        let bare = Array(scan.form.prefix.dropFirst())
        var first = tree.root.firstChild
        if scan.addresses.isEmpty {
            while let cell = first, cell.startLine <= scan.linesAhead { first = cell.next }
        }
        guard first != nil else { return refuseMissingFootnotes() }
        tree.walk(from: first) { node, isEntering in
            guard isEntering else { return }
            switch node.kind {
            case .htmlBlock, .codeBlock, .htmlInline, .code:
                node.withLiteral { literal in
                    guard let first = scan.form.first(in: literal), isOwn(first.number) else {
                        return
                    }
                    take(node, literal, first)
                }
            case .link, .image:
                if node.targetHolds(bare) { others.append(node) }
            case .item:
                takeItem(node)
                takeDefinition(node)
            case .paragraph, .heading:
                if !scan.doubtfulHeaders.isEmpty { checkHeaders(node) }
                if !scan.mismatches.isEmpty { takeMismatches(node) }
            default: break
            }
            if !scan.addresses.isEmpty { findAddresses(node) }
        }
        let refused = found.wrong.refusedAddresses
        found.wrong.addresses.removeAll { refused.contains($0) }
        for node in others { restore(node) }
        refuseMissingFootnotes()
        refuseDefinitions(before: .max)
        checkFootnoteLists()
        checkDefinitions()
        checkTables()
    }

    func isOwn(_ number: Int) -> Bool { scan.tokens.indices.contains(number) }

    mutating func take(
        _ node: Node, _ literal: UnsafeBufferPointer<UInt8>,
        _ first: (number: Int, range: Range<Int>)
    ) {
        let isAlone =
            first.range.lowerBound == 0
            || literal[..<first.range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
        let isWhole =
            isAlone
            && literal[first.range.upperBound...].allSatisfy {
                $0 == 0x0A || $0 == 0x0D || $0 == 0x20
            }
        switch node.kind {
        case .htmlBlock where isWhole: found.blocks.append((first.number, node))
        case .htmlInline where isWhole:
            switch scan.tokens[first.number].kind {
            case .fence, .alertColon: others.append(node)
            case .tableLine, .filler: refuse(first.number, isInBlock: false)
            }
        case .htmlBlock where !literal.isEmpty && Self.isInstruction(literal):
            // The token has ended an author's own `<? … ?>`, and those behind it would, up to its own end.
            let start = scan.tokens[first.number].range.lowerBound
            let end = firstOffset(of: Array("?>".utf8), in: source, from: start) ?? source.count
            for number in first.number..<scan.tokens.count
            where scan.tokens[number].range.lowerBound < end { refuse(number) }
        default:
            if node.kind == .htmlBlock { refuseEnds(in: literal) }
            refuseBorrowedIndentation(in: literal)
            others.append(node)
        }
    }

    /// A header that took the indentation of the line below it may have gone into code by that alone.
    mutating func refuseBorrowedIndentation(in literal: UnsafeBufferPointer<UInt8>) {
        var from = 0
        while let (number, range) = scan.form.first(in: literal, from: from) {
            from = range.upperBound
            if isOwn(number), case .tableLine(let table, let line) = scan.tokens[number].kind,
                line < 2, scan.tables[table].borrowsIndentation
            {
                refuseTable(table)
            }
        }
    }

    /// What would have ended an author's block of HTML, such as `-->`, must not have been hidden from cmark.
    mutating func refuseEnds(in literal: UnsafeBufferPointer<UInt8>) {
        var from = 0
        while let (number, range) = scan.form.first(in: literal, from: from) {
            from = range.upperBound
            if isOwn(number), source[scan.tokens[number].range].contains(UInt8(ascii: ">")) {
                refuse(number)
            }
        }
    }

    private static func isInstruction(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
        var i = 0
        while i < literal.count, literal[i] == 0x20 { i += 1 }
        return i + 1 < literal.count && literal[i] == UInt8(ascii: "<")
            && literal[i + 1] == UInt8(ascii: "?")
    }

    mutating func refuse(_ number: Int, isInBlock: Bool = true) {
        found.isWrong = true
        switch scan.tokens[number].kind {
        case .tableLine(let table, let line):
            let header = scan.tables[table].headerLine
            if line > 0 || isInBlock { refuseTable(table) } else { borrowIndentation(of: header) }
        case .fence, .alertColon:
            found.wrong.refusedMarks.insert(scan.tokens[number].range.lowerBound)
        case .filler: break
        }
    }

    /// In a text a hidden address becomes a link; anywhere else it must not have been hidden.
    mutating func findAddresses(_ node: Node) {
        switch node.kind {
        case .text:
            guard node.withLiteral({ scan.mark.first(in: $0) }) != nil else { return }
            var parent = node.parent
            while let one = parent, one.kind.isInline {
                if one.kind == .link || one.kind == .image { return refuseAddresses(node) }
                parent = one.parent
            }
            found.addresses.append(node)
        case .htmlBlock, .codeBlock, .htmlInline, .code: refuseAddresses(node)
        case .link, .image:
            if node.targetHolds(scan.mark.bytes) {
                found.isWrong = true
                found.wrong.refusesAddresses = true
                found.wrong.addresses = []
            }
        default: break
        }
    }

    mutating func refuseAddresses(_ node: Node) {
        node.withLiteral { text in
            var from = 0
            while let (number, range) = scan.mark.first(in: text, from: from) {
                from = range.upperBound
                guard scan.addresses.indices.contains(number) else { continue }
                found.isWrong = true
                found.wrong.refusedAddresses.insert(scan.addresses[number])
            }
        }
    }

    /// A paragraph that holds a doubtful header and the line below it is a table after all.
    mutating func checkHeaders(_ paragraph: Node) {
        let first = paragraph.startLine - scan.linesAhead
        // The last line of a heading with more than one underlines it.
        let last = paragraph.endLine - scan.linesAhead - (paragraph.kind == .heading ? 1 : 0)
        while nextDoubt < scan.doubtfulHeaders.count, scan.doubtfulHeaders[nextDoubt] < first {
            nextDoubt += 1
        }
        while nextDoubt < scan.doubtfulHeaders.count, scan.doubtfulHeaders[nextDoubt] < last {
            if found.wrong.headers.insert(scan.doubtfulHeaders[nextDoubt]).inserted {
                found.isWrong = true
            }
            nextDoubt += 1
        }
    }

    /// In code they mean nothing.
    mutating func takeMismatches(_ paragraph: Node) {
        let lines = (paragraph.startLine - scan.linesAhead)...(paragraph.endLine - scan.linesAhead)
        while nextMismatch < scan.mismatches.count,
            scan.mismatches[nextMismatch].line < lines.upperBound
        {
            if lines.contains(scan.mismatches[nextMismatch].line) {
                found.mismatches.append(scan.mismatches[nextMismatch])
            }
            nextMismatch += 1
        }
    }

    // MARK: Putting back

    func restore(_ node: Node) {
        switch node.kind {
        case .link, .image:
            node.setLinkTitle(original(node.linkTitle, scan.form))
            // As a destination the token stands in the angle brackets of one, which cmark takes off.
            let destination = node.destination
            let wrapped = original("<" + destination + ">", scan.form)
            if wrapped != "<" + destination + ">" {
                node.setDestination(
                    wrapped.hasPrefix("<") && wrapped.hasSuffix(">")
                        ? String(wrapped.dropFirst().dropLast()) : wrapped)
            }
        case .htmlInline:
            let text = original(node.literal, scan.form)
            if node.withLiteral({ scan.form.number(in: $0, at: 0) != nil }) {
                node.replace(with: Node.text(text))
            } else {
                node.setLiteral(text)
            }
        default: node.setLiteral(original(node.literal, scan.form))
        }
    }

    func original(_ text: String, _ form: TokenForm) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var out: [UInt8] = []
            var copied = 0
            var from = 0
            while let (number, range) = form.first(in: bytes, from: from) {
                from = range.upperBound
                guard isOwn(number) else { continue }
                out += bytes[copied..<range.lowerBound]
                out += source[scan.tokens[number].range]
                copied = range.upperBound
            }
            out += bytes[copied...]
            return String(decoding: out, as: UTF8.self)
        }
    }
}
