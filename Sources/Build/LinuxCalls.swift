// The only file that imports CLinux: system calls that Swift's Glibc module does not show.

import CLinux

/// Makes two paths change places in one step. False with `errno` set where that cannot be.
func exchangePaths(_ a: String, _ b: String) -> Bool { waymark_exchange(a, b) == 0 }

/// Starts a program that is killed when the calling thread ends; `waymark_spawn` says more. nil with `errno` set.
///
/// - Parameter arguments: without the program's name.
func spawnProcess(
    _ program: String, _ arguments: [String], environment: [String], folder: String
) -> (process: Int32, output: Int32)? {
    var output: Int32 = -1
    let process = withCStrings([program] + arguments) { arguments in
        withCStrings(environment) { environment in
            waymark_spawn(program, arguments, environment, folder, &output)
        }
    }
    return process < 0 ? nil : (process, output)
}

/// The texts as an array of C strings that ends in a null.
private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
        starts.append(bytes.count)
        bytes += text.utf8.map { CChar(bitPattern: $0) } + [0]
    }
    return bytes.withUnsafeMutableBufferPointer { bytes in
        let pointers = starts.map { bytes.baseAddress?.advanced(by: $0) } + [nil]
        return pointers.withUnsafeBufferPointer { pointers in
            // An array that holds the null is never empty.
            guard let first = pointers.baseAddress else { return body([nil]) }
            return body(first)
        }
    }
}
