package import Diagnostics

/// A value read from YAML, with where its key and it stand, for diagnostics that come later.
package struct Located<Value> {
    package var value: Value
    /// UTF-8 offset and length of its key; of the value itself where it is an item of a list.
    package var keyOffset: Int
    package var keyLength: Int
    /// UTF-8 offset of the value, and how many bytes of its line to mark.
    package var offset: Int
    package var length: Int

    package init(_ value: Value, at pair: YAMLMapping.Pair) {
        self.value = value
        keyOffset = pair.keyOffset
        keyLength = pair.key.utf8.count
        offset = pair.value.offset
        length = pair.value.markLength
    }

    /// An item of a list.
    package init(_ value: Value, at node: YAMLNode) {
        self.value = value
        (keyOffset, keyLength) = (node.offset, node.markLength)
        (offset, length) = (node.offset, node.markLength)
    }

    /// A value that does not come from a file, but from the command line.
    package init(_ value: Value) {
        self.value = value
        (keyOffset, keyLength, offset, length) = (0, 1, 0, 1)
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(
            value: transform(value), keyOffset: keyOffset, keyLength: keyLength, offset: offset,
            length: length)
    }

    private init(value: Value, keyOffset: Int, keyLength: Int, offset: Int, length: Int) {
        self.value = value
        (self.keyOffset, self.keyLength) = (keyOffset, keyLength)
        (self.offset, self.length) = (offset, length)
    }

    package func place(in source: SourceText) -> Place {
        source.place(at: offset, length: length)
    }

    package func keyPlace(in source: SourceText) -> Place {
        source.place(at: keyOffset, length: keyLength)
    }
}

extension Located: Sendable where Value: Sendable {}
