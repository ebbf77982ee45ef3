// The only file that imports libcmark. Its nodes are plain pointers into a document, so they are handed
// out only inside `CMarkTree.with`, which frees the document when its body returns: nothing that leaves
// the closure may hold a node.

import CLibcmark
import Glibc

/// A parsed document: cmark's own tree, changed in place by the passes and written by cmark's renderer.
struct CMarkTree {
    let root: Node
    private let options: Int32
    private let memory: UnsafeMutablePointer<cmark_mem>?

    /// Parses `bytes` and frees the tree after `body`. Returns nil where cmark gives no tree (out of memory).
    ///
    /// Inside `body` other trees may be made, and their nodes may move into this one.
    static func with<Result>(
        parsing bytes: UnsafeBufferPointer<UInt8>, rawHTML: Bool, _ body: (CMarkTree) -> Result
    ) -> Result? {
        let options = CMARK_OPT_DEFAULT | (rawHTML ? CMARK_OPT_UNSAFE : 0)
        // What grows without bound in a large text is better given back at once.
        let hasArena = Arena.begin(isWanted: bytes.count <= largestInArena)
        defer { if hasArena { Arena.end() } }
        let memory = NodeMemory.current
        guard let parser = cmark_parser_new_with_mem(options, memory) else { return nil }
        let document = bytes.withMemoryRebound(to: CChar.self) { text in
            cmark_parser_feed(parser, text.baseAddress, text.count)
            return cmark_parser_finish(parser)
        }
        cmark_parser_free(parser)
        guard let document else { return nil }
        defer { cmark_node_free(document) }
        return body(CMarkTree(root: Node(pointer: document), options: options, memory: memory))
    }

    /// Bytes of the largest text whose tree is cut from one piece of memory.
    private static let largestInArena = 1 << 20

    /// cmark's HTML of the tree as it is now; empty where cmark gives none.
    func html() -> String {
        guard let text = cmark_render_html(root.pointer, options) else { return "" }
        defer { memory?.pointee.free(text) }
        return String(cString: text)
    }

    /// Every node in document order, entering and (for containers) leaving.
    ///
    /// The tree must not change while `visit` runs: collect first, then change.
    ///
    /// - Parameter start: a node to start with instead of the document.
    func walk(from start: Node? = nil, _ visit: (Node, Bool) -> Void) {
        guard let iterator = cmark_iter_new(root.pointer) else { return }
        defer { cmark_iter_free(iterator) }
        if let start {
            // After this the iterator stands on the event, and has still to tell what follows it.
            cmark_iter_reset(iterator, start.pointer, CMARK_EVENT_ENTER)
            visit(start, true)
        }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else {
                return
            }
            visit(Node(pointer: node), event == CMARK_EVENT_ENTER)
        }
    }
}

/// Where cmark gets the memory of nodes.
private enum NodeMemory {
    nonisolated(unsafe) static let standard: UnsafeMutablePointer<cmark_mem>? =
        cmark_get_default_mem_allocator()
    nonisolated(unsafe) static let arena: UnsafeMutablePointer<cmark_mem>? = {
        let memory = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
        memory.initialize(
            to: cmark_mem(
                calloc: { Arena.allocate($0, $1) }, realloc: { Arena.reallocate($0, $1) },
                free: { Arena.free($0) }))
        return memory
    }()

    /// For a node that is made inside `CMarkTree.with`.
    static var current: UnsafeMutablePointer<cmark_mem>? { Arena.isActive ? arena : standard }
}

/// One node of a tree; valid only inside the `CMarkTree.with` that handed it out.
struct Node: Hashable {
    fileprivate let pointer: OpaquePointer

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .htmlInline
        case CMARK_NODE_CUSTOM_INLINE: .customInline
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_CUSTOM_BLOCK: .customBlock
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        default: .none
        }
    }

    var parent: Node? { cmark_node_parent(pointer).map(Node.init) }
    var previous: Node? { cmark_node_previous(pointer).map(Node.init) }
    var lastChild: Node? { cmark_node_last_child(pointer).map(Node.init) }
    var next: Node? { cmark_node_next(pointer).map(Node.init) }
    var firstChild: Node? { cmark_node_first_child(pointer).map(Node.init) }

    /// Lines count from 1 in the parsed text; columns are bytes, from 1. True for blocks only.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

    /// The line at which the block around an inline starts.
    var blockLine: Int {
        var node = self
        while node.kind.isInline, let parent = node.parent { node = parent }
        return node.startLine
    }

    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    /// Whether the items of a list, or of an item's list, print their paragraphs without tags.
    var isTight: Bool { cmark_node_get_list_tight(pointer) == 1 }
    var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    /// The number that an ordered list starts with.
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }

    /// The literal bytes of a text, code or HTML node, without a copy.
    func withLiteral<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Self.withBytes(of: cmark_node_get_literal(pointer), body)
    }

    var literal: String { withLiteral { String(decoding: $0, as: UTF8.self) } }

    /// What stands behind the opening fence of a code block.
    var fenceInfo: String {
        Self.withBytes(of: cmark_node_get_fence_info(pointer)) {
            String(decoding: $0, as: UTF8.self)
        }
    }

    func setLiteral(_ text: String) { cmark_node_set_literal(pointer, text) }

    var destination: String {
        Self.withBytes(of: cmark_node_get_url(pointer)) { String(decoding: $0, as: UTF8.self) }
    }
    var linkTitle: String {
        Self.withBytes(of: cmark_node_get_title(pointer)) { String(decoding: $0, as: UTF8.self) }
    }
    /// Bytes of the destination and the title of a link or image.
    var targetSize: Int {
        Self.withBytes(of: cmark_node_get_url(pointer), \.count)
            + Self.withBytes(of: cmark_node_get_title(pointer), \.count)
    }

    /// Whether destination or title of a link or image hold `bytes`.
    func targetHolds(_ bytes: [UInt8]) -> Bool {
        Self.withBytes(of: cmark_node_get_url(pointer)) { firstOffset(of: bytes, in: $0) != nil }
            || Self.withBytes(of: cmark_node_get_title(pointer)) {
                firstOffset(of: bytes, in: $0) != nil
            }
    }

    func setDestination(_ url: String) { cmark_node_set_url(pointer, url) }
    func setLinkTitle(_ title: String) { cmark_node_set_title(pointer, title) }

    private static func withBytes<Result>(
        of text: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard let text else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let raw = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        return body(UnsafeBufferPointer(start: raw, count: strlen(text)))
    }
}

// Changes. cmark refuses a child that its parent cannot hold and returns 0; a node that found no place is
// freed, so that nothing leaks.
extension Node {
    private static func make(_ type: cmark_node_type, _ fill: (OpaquePointer) -> Void) -> Node? {
        guard let node = cmark_node_new_with_mem(type, NodeMemory.current) else { return nil }
        fill(node)
        return Node(pointer: node)
    }

    static func text(_ literal: String) -> Node? {
        make(CMARK_NODE_TEXT) { cmark_node_set_literal($0, literal) }
    }

    static func link(to url: String, text: String) -> Node? {
        guard let content = Self.text(text) else { return nil }
        return make(CMARK_NODE_LINK) {
            cmark_node_set_url($0, url)
            if cmark_node_append_child($0, content.pointer) != 1 {
                cmark_node_free(content.pointer)
            }
        }
    }

    static func paragraph() -> Node? { make(CMARK_NODE_PARAGRAPH) { _ in } }

    /// A container for inlines whose tags are ready HTML.
    static func customInline(enter: String, exit: String) -> Node? {
        make(CMARK_NODE_CUSTOM_INLINE) {
            cmark_node_set_on_enter($0, enter)
            cmark_node_set_on_exit($0, exit)
        }
    }

    /// A container for blocks whose tags, ready HTML, stand on lines of their own.
    static func customBlock(enter: String, exit: String) -> Node? {
        make(CMARK_NODE_CUSTOM_BLOCK) {
            cmark_node_set_on_enter($0, enter)
            cmark_node_set_on_exit($0, exit)
        }
    }

    /// A block of ready HTML without children.
    static func customBlock(html: consuming [UInt8]) -> Node? {
        guard
            let node = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_BLOCK, NodeMemory.current)
        else { return nil }
        html.append(0)
        html.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            cmark_node_set_on_enter(node, start.assumingMemoryBound(to: CChar.self))
        }
        return Node(pointer: node)
    }

    /// Changes the opening tags of a custom block.
    func setEnter(_ html: String) { cmark_node_set_on_enter(pointer, html) }

    /// Puts `new` in this node's place and frees this node with what is still in it.
    func replace(with new: Node?) {
        guard let new else { return remove() }
        if cmark_node_replace(pointer, new.pointer) == 1 {
            cmark_node_free(pointer)
        } else {
            cmark_node_free(new.pointer)
        }
    }

    func remove() {
        cmark_node_unlink(pointer)
        cmark_node_free(pointer)
    }

    /// Frees a node that has no parent.
    func free() { cmark_node_free(pointer) }

    func insertBeforeSelf(_ new: Node) { new.insertBefore(self) }

    func prepend(_ child: Node) {
        if cmark_node_prepend_child(pointer, child.pointer) != 1 { cmark_node_free(child.pointer) }
    }

    func insertBefore(_ sibling: Node) {
        if cmark_node_insert_before(sibling.pointer, pointer) != 1 { cmark_node_free(pointer) }
    }

    func insertAfter(_ sibling: Node) {
        if cmark_node_insert_after(sibling.pointer, pointer) != 1 { cmark_node_free(pointer) }
    }

    func append(_ child: Node) {
        if cmark_node_append_child(pointer, child.pointer) != 1 { cmark_node_free(child.pointer) }
    }

    /// Takes this node out of its parent, to be put elsewhere.
    func unlink() { cmark_node_unlink(pointer) }
}
