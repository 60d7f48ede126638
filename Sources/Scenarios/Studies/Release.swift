/// The version of this program, as in the changelog.
package enum Release {
  package static let version = "0.1.0"
}
