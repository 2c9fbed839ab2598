#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Ctrl-C, asked for instead of obeyed at once.
enum Interruption {
  private static let isRequestedFlag = Atomic(false)

  /// Whether SIGINT came since `await`.
  static var isRequested: Bool { isRequestedFlag.load(ordering: .relaxed) }

  /// From now on the first SIGINT sets `isRequested`; a second one ends the program as usual.
  static func await() {
    // Also makes the flag, which a signal handler must not do.
    isRequestedFlag.store(false, ordering: .relaxed)
    _ = signal(SIGINT) { _ in
      Interruption.isRequestedFlag.store(true, ordering: .relaxed)
      _ = signal(SIGINT, SIG_DFL)
    }
  }
}
