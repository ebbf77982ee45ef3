import Glibc
import Synchronization

/// What a build did to its output.
package struct WriteReport: Sendable, Equatable {
    /// Paths of the files that are new or differ from what was there.
    package var written: [String] = []
    package var unchanged = 0
    package var removed: [String] = []
    package var method = WriteMethod.nothing
}

/// How the new output took the place of the old one.
package enum WriteMethod: Sendable, Equatable {
    /// Not at all: nothing differed.
    case nothing
    /// As a whole, by one exchange of folders: at any moment readers see the old or the new site.
    case exchange
    /// File by file, because the folder itself cannot be exchanged.
    case inPlace(reason: String)

    package var description: String {
        switch self {
        case .nothing: "nothing differed, so nothing was written"
        case .exchange: "written beside the output and exchanged in one step"
        case .inPlace(let reason): "written file by file: \(reason)"
        }
    }
}

extension OutputFolder {
    /// Makes the folder hold the files of the plan, and of the build's own files no others.
    ///
    /// Contents are made one after the other on each core and compared with what is there; the first that differs opens
    /// a stage, to which all that differ go. When everything is written, the stage and the old output change places;
    /// where they cannot, the files of the stage replace the old ones one by one.
    ///
    /// Throws an `OutputError`, or what a `make` of the plan threw; then the old output is as it was. `onStep` is
    /// called before each change of the disk, from many tasks; tests stop a build there by throwing, as a kill would.
    package func write(
        _ plan: OutputPlan, onStep: (@Sendable (_ step: String) throws -> Void)? = nil
    ) async throws -> WriteReport {
        try await OutputWriter(self, plan, WriteSteps(gate: onStep)).write()
    }
}

/// One writing of a plan, from the lock to the report.
final class OutputWriter: Sendable {
    let output: OutputFolder
    let plan: OutputPlan
    let paths: PlannedPaths
    let steps: WriteSteps
    /// The output as it is, locked; nil when there is none yet.
    let old: OpenFolder?
    let record: OutputRecord
    /// The stages of this build, locked like `old`.
    private let lockedStages = Mutex<[OpenFolder]>([])

    init(_ output: OutputFolder, _ plan: OutputPlan, _ steps: WriteSteps) throws {
        self.output = output
        self.plan = plan
        self.steps = steps
        paths = PlannedPaths(plan)
        old = try OutputLock.open(output.path, of: output.path, steps: steps)
        record = try old?.readRecord() ?? OutputRecord()
    }

    func write() async throws -> WriteReport {
        // A task that has ended may keep a folder open for a moment; the next build of this process must not
        // find it locked.
        defer {
            if let old { OutputLock.release(old) }
            lockedStages.withLock { $0.forEach(OutputLock.release) }
        }
        try removeStaleStages()
        let stage = LazyStage { try self.openStage() }
        do {
            let settled = try await settle(stage)
            return try await finish(settled, stage)
        } catch {
            // The first failure is the one to report: what cannot be cleared away now, the next build removes.
            try? stage.remove()
            throw error
        }
    }

    func willRelease(_ stage: OpenFolder) { lockedStages.withLock { $0.append(stage) } }

    private func finish(_ settled: [SettledFile], _ lazy: LazyStage) async throws -> WriteReport {
        try refuseOccupied(settled, lazy)
        let newRecord = OutputRecord(zip(plan.files, settled).map { ($0.path, $1.hash) })
        let removed = record.hashes.keys.filter { !paths.files.contains($0) }.sorted()
        var report = WriteReport()
        report.removed = removed.map(\.text)
        var (changed, unchanged): ([OutputPlan.File], [OutputPlan.File]) = ([], [])
        for (file, state) in zip(plan.files, settled) {
            if state.isStaged { changed.append(file) } else { unchanged.append(file) }
        }
        report.written = changed.map(\.path.text)
        report.unchanged = unchanged.count
        if changed.isEmpty, old != nil, newRecord.bytes == record.bytes { return report }

        let change = OutputChange(
            changed: changed, unchanged: unchanged.map(\.path), removed: removed, record: newRecord)
        report.method = try await apply(change, lazy)
        return report
    }

    /// Nothing has been touched yet when this throws.
    private func refuseOccupied(_ settled: [SettledFile], _ lazy: LazyStage) throws {
        var forceable: Set<OutputPath> = []
        var blocked: Set<OutputPath> = []
        for (file, state) in zip(plan.files, settled) {
            switch state.obstacle {
            case .none: continue
            case .other(let path): forceable.insert(path)
            case .folder:
                if try lazy.get().scan?.holdsForeign(file.path) ?? false {
                    blocked.insert(file.path)
                }
            }
        }
        if !blocked.isEmpty || (!forceable.isEmpty && !output.force) {
            throw OutputError.occupied(
                path: output.path, by: blocked.union(forceable).sorted().map(\.text),
                forceHelps: blocked.isEmpty)
        }
    }

    private func apply(_ change: OutputChange, _ lazy: LazyStage) async throws -> WriteMethod {
        let stage = try lazy.get()
        guard case .exchange = stage.method else {
            try replaceInPlace(change, stage)
            return stage.method
        }
        guard let reason = try await exchange(change, stage) else {
            lazy.hasBecomeOutput()
            try removeOld()
            return .exchange
        }
        let inner = try moveInside(change, stage, reason: reason)
        do {
            try replaceInPlace(change, inner)
        } catch {
            try? inner.remove()
            throw error
        }
        return inner.method
    }
}

/// What has to happen to the old output.
struct OutputChange: Sendable {
    /// In the stage.
    var changed: [OutputPlan.File]
    var unchanged: [OutputPath]
    /// In the old record but not in the plan; on disk or not.
    var removed: [OutputPath]
    var record: OutputRecord
}

extension OpenFolder {
    /// The record in this folder. What is no regular file, cannot be read or is absurdly long names nothing.
    func readRecord() throws(OutputError) -> OutputRecord {
        guard case .file(let file) = try file(systemName(OutputNames.record.utf8)) else {
            return OutputRecord()
        }
        guard file.size < 1 << 28 else { return OutputRecord() }
        return OutputRecord(reading: try file.readAll(expecting: file.size))
    }
}
