/// Colours that people with any kind of colour vision tell apart.
///
/// Okabe & Ito (2008), "Color Universal Design": grey stands in for its black, which is
/// kept for axes and text, and yellow comes last, since it is faint on white.
enum Palette {
  struct Colour: Sendable, Hashable {
    let red: Int
    let green: Int
    let blue: Int

    init(_ red: Int, _ green: Int, _ blue: Int) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// `#0072B2`.
    var code: String {
      "#"
        + [red, green, blue].map { part in
          let digits = String(part, radix: 16, uppercase: true)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// `0x0072B2`.
    var number: String { "0x" + code.dropFirst() }
  }

  static let blue = Colour(0, 114, 178)
  static let vermillion = Colour(213, 94, 0)
  static let green = Colour(0, 158, 115)
  static let orange = Colour(230, 159, 0)
  static let purple = Colour(204, 121, 167)
  static let sky = Colour(86, 180, 233)
  static let grey = Colour(153, 153, 153)
  static let yellow = Colour(240, 228, 66)
  /// Of what stands for no outcome; seen on light and dark paper.
  static let ink = Colour(110, 110, 110)

  static let colours = [blue, vermillion, green, orange, purple, sky, grey, yellow]

  /// The colour of the nth of several, and its dashes where colours come again.
  static func style(_ position: Int) -> (colour: Colour, dash: Int) {
    (colours[position % colours.count], position / colours.count)
  }
}
