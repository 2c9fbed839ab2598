/// Grows a random trail of a given number of edges in the de Bruijn graph of the (n-1)-grams.
///
/// The walk leaves each vertex by an edge drawn uniformly from those not yet used. Every vertex has as many
/// edges in as out, so the walk can get stuck only at the vertex where it began, the hub, with all exits of
/// the hub used: the trail is then closed. As Hierholzer did (1873), the walk is taken up again at the next
/// vertex of the trail that has an unused exit, and what it adds is spliced in there. All vertices before
/// that one stay without unused exits, so one pass over the trail suffices, and as the graph is connected
/// the pass ends only when every edge is used.
///
/// The trail is a circular linked list, since a closed trail may be read from any of its vertices: if the
/// last walk stops before it closes, the trail is read from its hub once around.
internal struct TrailBuilder {
  private let alphabetSize: Int
  private let order: Int
  private let edgeCount: Int

  /// The number of vertices, `D^(n-1)`; a vertex's number has its tokens as digits, the first one highest.
  private let vertexCount: Int

  private var used: EdgeSet

  /// The token of each node, the last one of its edge. Node 0 marks the first beginning and has no edge.
  private var token: [Token] = [0]

  /// The node after each node of the circle.
  private var next: [Int] = [0]

  /// The vertex at which the current walk began, at node `hubNode`, and how many of its exits are used.
  private var hub: Int
  private var hubNode = 0
  private var hubExits = 0

  /// Starts at a vertex drawn by one `generator.next(below: D^(n-1))`.
  ///
  /// - Precondition: `D^n <= 2^62` and `1 <= edgeCount <= D^n`.
  internal init(alphabetSize: Int, order: Int, edgeCount: Int, using generator: inout SplitMix64) {
    self.alphabetSize = alphabetSize
    self.order = order
    self.edgeCount = edgeCount
    var power = 1
    // With a single token there is a single vertex, however long it is.
    if alphabetSize > 1 {
      for _ in 1..<order { power *= alphabetSize }
    }
    vertexCount = power
    used = EdgeSet(universe: power * alphabetSize, expected: edgeCount)
    token.reserveCapacity(edgeCount + 1)
    next.reserveCapacity(edgeCount + 1)
    hub = generator.next(below: power)
  }

  /// Walks until there are `edgeCount` edges and spells the trail, `edgeCount + n - 1` tokens.
  internal mutating func tokens(using generator: inout SplitMix64) -> [Token] {
    var vertex = hub
    var node = hubNode
    while token.count <= edgeCount {
      if vertex == hub && hubExits == alphabetSize {
        moveHub()
        vertex = hub
        node = hubNode
        continue
      }
      var choice: Token
      // Fewer than 1 + ln D draws on average over the exits of a vertex.
      repeat {
        choice = generator.next(below: alphabetSize)
      } while !used.insert(vertex * alphabetSize + choice)
      if vertex == hub { hubExits += 1 }
      token.append(choice)
      next.append(next[node])
      next[node] = token.count - 1
      node = token.count - 1
      vertex = end(ofExit: choice, from: vertex)
    }
    return spell(endingAt: node)
  }

  /// Makes the next vertex of the trail the hub.
  private mutating func moveHub() {
    hubNode = next[hubNode]
    precondition(hubNode != 0, "a trail of \(edgeCount) edges was asked for, but the graph has no more")
    hub = end(ofExit: token[hubNode], from: hub)
    hubExits = used.count(in: hub * alphabetSize..<(hub + 1) * alphabetSize)
  }

  private func end(ofExit choice: Token, from vertex: Int) -> Int {
    (vertex * alphabetSize + choice) % vertexCount
  }

  /// The tokens of the hub, then those of the edges around the circle up to `last`.
  private func spell(endingAt last: Int) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(edgeCount + order - 1)
    var rest = hub
    for _ in 1..<order {
      tokens.append(rest % alphabetSize)
      rest /= alphabetSize
    }
    tokens.reverse()
    var node = last
    repeat {
      node = next[node]
      if node != 0 { tokens.append(token[node]) }
    } while node != last
    return tokens
  }
}
