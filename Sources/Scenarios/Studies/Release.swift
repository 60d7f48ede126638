/// The version of this program, as in the changelog.
public enum Release {
  public static let version = "0.1.0"
}
