import Sim
import Testing

struct LookAlikeTests {
  @Test(arguments: [
    ("a b", ""), ("é – ", "; U+2013 (en dash) is not '-'"), ("größe", ""),
    ("x\u{A0}y", "; U+00A0 (no-break space) is not a space"),
    ("x\u{2007}", "; U+2007 (figure space) is not a space"),
    ("\u{200B}x", "; U+200B (zero width space) is not a space"),
    ("step：", "; U+FF1A (fullwidth colon) is not ':'"),
    ("“x", "; U+201C (left double quotation mark) is not '\"'"),
    ("−1", "; U+2212 (minus sign) is not '-'"), ("１", "; U+FF11 (fullwidth digit one) is not '1'"),
    ("٣", "; U+0663 (arabic-indic digit three) is not '3'"),
    ("a，b", "; U+FF0C (fullwidth comma) is not ','"),
  ])
  func `the first character that is not what it seems is named`(text: String, note: String) {
    #expect(LookAlike.note(text) == note)
  }
}
