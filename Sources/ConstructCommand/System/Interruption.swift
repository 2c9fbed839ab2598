import Synchronization

/// Ctrl-C, asked for instead of obeyed at once.
enum Interruption {
  private static let isRequestedFlag = Atomic(false)

  /// Whether SIGINT came since `watch`.
  static var isRequested: Bool { isRequestedFlag.load(ordering: .relaxed) }

  /// From now on the first SIGINT sets `isRequested`; a second one ends the program as usual.
  static func watch() {
    // Also makes the flag, which a signal handler must not do.
    isRequestedFlag.store(false, ordering: .relaxed)
    Platform.onInterrupt { _ in
      Interruption.isRequestedFlag.store(true, ordering: .relaxed)
      Platform.obeyInterrupts()
    }
  }
}
