import Sim

/// What stands in one place of a scenario: its shape, and the value that it is read as.
struct Form<Value>: Sendable {
  let shape: Format.Shape
  /// `nil` for what cannot be read; why is among the findings.
  let read: @Sendable (YAMLCursor) -> Value?

  init(_ shape: Format.Shape, _ read: @escaping @Sendable (YAMLCursor) -> Value?) {
    self.shape = shape
    self.read = read
  }

  func map<Other>(_ make: @escaping @Sendable (Value) -> Other?) -> Form<Other> {
    Form<Other>(shape) { [read] in read($0).flatMap(make) }
  }

  /// A scalar for short, or a map.
  static func either(_ short: Form, _ long: Form) -> Form {
    Form(.either(short.shape, long.shape)) { ($0.isMap ? long : short).read($0) }
  }
}

// MARK: Scalars

extension Form where Value == String {
  static var text: Form { Form(.text) { $0.text } }
}

extension Form where Value == Expression {
  static var expression: Form { Form(.expression) { $0.expression } }
}

extension Form where Value == RateExpression {
  /// An expression that `per unit` may follow.
  static var rate: Form { Form(.rate) { $0.rate } }
}

extension Form where Value == Bool {
  static var flag: Form { Form(.flag) { $0.flag } }
}

extension Form where Value == Int {
  static func count(_ range: ClosedRange<Int>) -> Form { Form(.count(range)) { $0.count } }
}

extension Form where Value == Named {
  static var word: Form { Form(.word) { $0.name } }

  static func choice(_ choice: Format.Choice) -> Form { Form(.choice(choice)) { $0.name } }
}

// MARK: Lists and maps

extension Form where Value == [Named] {
  /// A list of names.
  static func words(_ count: Int? = nil) -> Form {
    Form(.list(of: .word, count: count)) { $0.names }
  }

  /// A name alone, or a list of them.
  static var wordOrWords: Form { Form(.oneOrMore(.word)) { $0.names } }
}

extension Form where Value == [Expression] {
  static var expressions: Form {
    Form(.list(of: .expression, count: nil)) { $0.items.compactMap(\.expression) }
  }
}

extension Form where Value == [NamedExpression] {
  /// An expression under each of some names; `what` says what has these, in the plural.
  static func expressions(for what: String) -> Form {
    Form(.named(.expression, Format.Names(what: what))) { $0.expressions }
  }
}

extension Form where Value == PerElement {
  /// One expression for all, or one under each name.
  static func perElement(_ what: String) -> Form {
    .either(
      Form<Expression>.expression.map(PerElement.all),
      Form<[NamedExpression]>.expressions(for: what).map(PerElement.each))
  }
}

extension Form {
  /// A value under each of some names.
  static func named<Element>(_ element: Form<Element>, _ names: Format.Names) -> Form
  where Value == [Element] {
    Form(.named(element.shape, names)) { $0.entries.compactMap(element.read) }
  }

  /// Only the shape: what stands here is read in another way, or by people only.
  static func unread(_ shape: Format.Shape) -> Form where Value == Never {
    Form(shape) { _ in nil }
  }
}
