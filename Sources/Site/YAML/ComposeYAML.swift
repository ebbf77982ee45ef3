import Yams

/// A tree of our own nodes, and what in it breaks a rule of ours.
struct ComposedYAML {
    var root: YAMLNode?
    var problems: [YAMLProblem] = []
}

/// How often a document is read again to find the next key that stands twice.
private let maximumDuplicates = 16

/// Parses `text`, which begins at `range.lowerBound` of `bytes` and has the same lines and columns.
///
/// Yams ends at the first group that has a key twice, names the place of the *first* of the two, and cannot be
/// told otherwise. So the first letter of that key is replaced by one private character and the text is
/// read again: columns count code points and stay true, and the second key is met on the way.
func composeYAML(
    _ text: String, _ bytes: [UInt8], _ range: Range<Int>
) -> Result<ComposedYAML, YAMLFault> {
    var renamed: [Int: String] = [:]
    var cursor = YAMLCursor(bytes, range)
    var current = text
    while true {
        do {
            // Rules would turn `no` into a boolean, by a regular expression for each value; the default encoding
            // asks the environment each time.
            let parser = try Parser(
                yaml: current, resolver: .basic, constructor: .default, encoding: .utf8)
            guard let node = try parser.singleRoot() else { return .success(ComposedYAML()) }
            var conversion = YAMLConversion(bytes, YAMLCursor(bytes, range), renamed)
            let root = try conversion.node(node, depth: 1)
            return .success(ComposedYAML(root: root, problems: conversion.problems))
        } catch let fault as YAMLFault {
            return .failure(fault)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let offset = cursor.offset(line: context.mark.line, column: context.mark.column)
            let key = keys.first ?? ""
            guard renamed.count < maximumDuplicates, renamed[offset] == nil,
                let next = renaming(text, range, bytes, at: renamed.keys + [offset])
            else {
                return .success(
                    ComposedYAML(problems: [.duplicate(key: key, at: offset, first: nil)]))
            }
            renamed[offset] = key
            current = next
        } catch {
            // A renamed key whose quotes no longer match: what is known without it is enough.
            if let (offset, key) = renamed.first {
                return .success(
                    ComposedYAML(problems: [.duplicate(key: key, at: offset, first: nil)]))
            }
            return .failure(YAMLFault(error, &cursor, end: range.upperBound))
        }
    }
}

/// `text` with the first letter of each key at `offsets` made a character that nothing else has.
private func renaming(
    _ text: String, _ range: Range<Int>, _ bytes: [UInt8], at offsets: [Int]
) -> String? {
    var result: [UInt8] = []
    var done = range.lowerBound
    let units = Array(text.utf8)
    for (number, key) in offsets.sorted().enumerated() {
        var offset = key
        guard offset < range.upperBound else { return nil }
        let quote = bytes[offset]
        if quote == 0x22 || quote == 0x27 {
            offset += 1
            guard offset < range.upperBound, bytes[offset] != quote else { return nil }
        }
        // Blanks, line ends, `:` and `?` of an empty key, and brackets are no letters to replace.
        guard bytes[offset] > 0x20, !":?[{".utf8.contains(bytes[offset]),
            let letter = Unicode.Scalar(0xF0000 + UInt32(number))
        else { return nil }
        result += units[done - range.lowerBound..<offset - range.lowerBound]
        result += Array(String(letter).utf8)
        done = offset + 1
        while done < range.upperBound, bytes[done] & 0xC0 == 0x80 { done += 1 }
    }
    result += units[(done - range.lowerBound)...]
    return String(decoding: result, as: Unicode.UTF8.self)
}

/// Turns Yams' nodes into ours: offsets for marks, texts as written, no tags, anchors or merge keys.
private struct YAMLConversion {
    let bytes: [UInt8]
    var cursor: YAMLCursor
    /// Keys whose first letter was replaced, by their offset.
    let renamed: [Int: String]
    var problems: [YAMLProblem] = []
    private var lastRefused = -1

    init(_ bytes: [UInt8], _ cursor: YAMLCursor, _ renamed: [Int: String]) {
        self.bytes = bytes
        self.cursor = cursor
        self.renamed = renamed
    }

    mutating func node(_ node: Node, depth: Int) throws(YAMLFault) -> YAMLNode {
        let offset = position(node.mark)
        guard depth <= YAMLDocument.maximumDepth else {
            throw YAMLFault(problem: YAMLFault.tooDeep, offset: offset)
        }
        refuseProperties(at: offset)
        switch node {
        case .scalar(let scalar):
            return YAMLNode(.scalar(scalar.string, style(scalar)), at: offset)
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            nodes.reserveCapacity(sequence.count)
            for item in sequence { nodes.append(try self.node(item, depth: depth + 1)) }
            return YAMLNode(.sequence(nodes), at: offset)
        case .mapping(let mapping):
            return YAMLNode(.mapping(try self.mapping(mapping, depth: depth)), at: offset)
        case .alias:
            // Yams makes these from Swift values only, never from a text.
            throw YAMLFault(problem: YAMLFault.undefinedAlias, offset: offset)
        }
    }

    private mutating func mapping(
        _ mapping: Node.Mapping, depth: Int
    ) throws(YAMLFault) -> YAMLMapping {
        var pairs: [YAMLMapping.Pair] = []
        pairs.reserveCapacity(mapping.count)
        var firstOffsets: [String: Int] = [:]
        for (key, value) in mapping {
            let keyOffset = position(key.mark)
            refuseProperties(at: keyOffset)
            let value = try node(value, depth: depth + 1)
            guard case .scalar(let scalar) = key else {
                problems.append(.keyIsNoText(at: keyOffset))
                continue
            }
            let name = renamed[keyOffset] ?? scalar.string
            if name == "<<", scalar.style == .plain {
                problems.append(.mergeKey(at: keyOffset))
                continue
            }
            if !renamed.isEmpty {
                if let first = firstOffsets[name] {
                    problems.append(.duplicate(key: name, at: keyOffset, first: first))
                    continue
                }
                firstOffsets[name] = keyOffset
            }
            pairs.append(YAMLMapping.Pair(key: name, keyOffset: keyOffset, value: value))
        }
        return YAMLMapping(pairs)
    }

    /// A value that has an anchor or a tag begins with it, and no other value begins with these signs.
    private mutating func refuseProperties(at offset: Int) {
        // A group begins where its first key does.
        guard offset < bytes.count, offset != lastRefused else { return }
        switch bytes[offset] {
        case 0x26, 0x2A: problems.append(.anchor(at: offset))
        case 0x21: problems.append(.tag(at: offset))
        default: return
        }
        lastRefused = offset
    }

    private mutating func position(_ mark: Mark?) -> Int {
        guard let mark else { return cursor.offset(line: 1, column: 1) }
        return cursor.offset(line: mark.line, column: mark.column)
    }

    private func style(_ scalar: Node.Scalar) -> YAMLNode.ScalarStyle {
        switch scalar.style {
        case .any, .plain: .plain
        case .singleQuoted, .doubleQuoted: .quoted
        case .literal: .literal
        case .folded: .folded
        }
    }
}

extension YAMLFault {
    /// What libyaml says, with its marks as offsets.
    fileprivate init(_ error: any Error, _ cursor: inout YAMLCursor, end: Int) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            let start = context.map { cursor.offset(line: $0.mark.line, column: $0.mark.column) }
            self.init(
                problem: problem, offset: cursor.offset(line: mark.line, column: mark.column),
                context: context?.text, contextOffset: start)
        case YamlError.reader(let problem, _, _, _):
            self.init(problem: problem, offset: end)
        default:
            self.init(problem: "the parser gave up", offset: end)
        }
    }
}
