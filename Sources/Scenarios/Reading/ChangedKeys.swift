extension FileNode {
  /// The same where a key of a record is meant, though it be misspelt.
  func changing(
    _ key: String, in record: Format.Record?, _ change: (FileNode) -> FileNode
  ) -> FileNode {
    guard let record, let entries, self[key] == nil else { return changing(key, change) }
    let meant = Meaning.entries(entries, in: record)
    return with(
      .map(
        zip(entries, meant).map {
          Entry(key: $0.key, value: $1.name == key ? change($1.value) : $1.value)
        }))
  }

  /// The same with another value under a key, if it is there.
  func changing(_ key: String, _ change: (FileNode) -> FileNode) -> FileNode {
    changingEach { $0 == key ? change($1) : $1 }
  }

  /// The same with other values under all keys.
  func changingEach(_ change: (String, FileNode) -> FileNode) -> FileNode {
    guard let entries else { return self }
    return with(.map(entries.map { Entry(key: $0.key, value: change($0.name, $0.value)) }))
  }
}
