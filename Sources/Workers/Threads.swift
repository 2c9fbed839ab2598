// Threads are the system's: a queue of Dispatch waits for ever where no thread can be made for it.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The threads that share a piece of work.
enum Threads {
  /// Calls `body` once on this thread and once on each of up to `others` more, and returns when all calls have.
  ///
  /// Fewer calls are made where the system gives fewer threads, none of which is an error: `body` has to take its
  /// work from what nobody has taken yet, so that one call does all of it.
  static func run(others: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = Work(body)
      var started: [pthread_t] = []
      for _ in 0..<others {
        guard let thread = start(work) else { break }
        started.append(thread)
      }
      body()
      for thread in started { pthread_join(thread, nil) }
    }
  }

  /// What a thread is given to do.
  fileprivate final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// A new thread that does the work, or `nil` where the system makes no more: a limit of the user's processes, or of
  /// the memory for its stack.
  private static func start(_ work: Work) -> pthread_t? {
    let argument = unsafe Unmanaged.passRetained(work).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(&thread, nil, perform, argument)
    if status == 0 { return thread }
    // No thread took it over.
    unsafe Unmanaged<Work>.fromOpaque(argument).release()
    return nil
  }
}

#if canImport(Darwin)
  private func perform(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<Threads.Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
  }
#else
  private func perform(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    unsafe Unmanaged<Threads.Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
  }
#endif
