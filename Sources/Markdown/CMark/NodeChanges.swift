// Changes to a tree that are made of smaller ones.

extension Node {
    /// Takes bytes off the start of a text, and the node with them where nothing is left.
    func dropLiteralPrefix(_ count: Int) {
        let rest = withLiteral { text in
            String(decoding: text.dropFirst(count), as: UTF8.self)
        }
        setLiteral(rest)
    }

    /// Takes blanks off the start of a text.
    func dropLeadingBlanks() {
        let count = withLiteral { $0.prefix { $0 == 0x20 || $0 == 0x09 }.count }
        if count > 0 { dropLiteralPrefix(count) }
    }

    /// Moves all children of `other` to this node's end.
    func takeChildren(of other: Node) {
        while let child = other.firstChild {
            child.unlink()
            append(child)
        }
    }

    /// Replaces this node by its children: a link becomes its text.
    func unwrap() {
        while let child = firstChild {
            child.unlink()
            child.insertBefore(self)
        }
        remove()
    }
}
