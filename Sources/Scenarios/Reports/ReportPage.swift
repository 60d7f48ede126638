import Foundation
import Mustache
import Sim

/// One page of HTML that holds all it shows.
package struct ReportPage {
  package var title: String
  /// The answer in words.
  package var lead: [String]
  package var facts: String
  package var version: String
  package var sections: [ReportSection]

  package init(
    title: String, lead: [String], facts: String, version: String, sections: [ReportSection]
  ) {
    self.title = title
    self.lead = lead
    self.facts = facts
    self.version = version
    self.sections = sections
  }

  /// `drawn`: by the name of a picture, its SVG as gnuplot wrote it. Pictures without one are left to
  /// their tables.
  package func html(drawn: [String: String]) throws -> String {
    let library = MustacheLibrary(templates: [
      "page": try MustacheTemplate(string: ReportTemplate.text),
      "table": try MustacheTemplate(string: ReportTemplate.table),
    ])
    var number = 0
    let sections = self.sections.map { section -> [String: Any] in
      let blocks = section.blocks.flatMap { block -> [[String: Any]] in
        number += 1
        return contexts(of: block, number: number, drawn)
      }
      return ["id": section.id, "heading": section.heading, "blocks": blocks]
    }
    let page: [String: Any] = [
      "title": shown(title), "lead": lead.map(shown), "facts": shown(facts), "version": version,
      "style": ReportTemplate.style, "sections": sections,
    ]
    return library.render(page, withTemplate: "page") ?? ""
  }

  /// What others wrote does nothing to a page or a terminal.
  private func shown(_ text: String) -> String { VisibleText.cell(text) }

  private func contexts(
    of block: ReportBlock, number: Int, _ drawn: [String: String]
  ) -> [[String: Any]] {
    switch block {
    case .heading(let text): return [["subheading": shown(text)]]
    case .words(let text): return [["words": shown(text)]]
    case .list(let items): return [["list": ["items": items.map(shown)]]]
    case .commands(let lines):
      return [["commands": lines.map(shown).joined(separator: "\n")]]
    case .table(let table):
      return [[table.isFolded ? "folded" : "table": context(table)]]
    case .picture(let picture):
      let svg = drawn[picture.name].flatMap {
        InlineSVG.made(of: $0, picture, number: number)
      }
      var blocks: [[String: Any]] = []
      if let svg {
        let figure: [String: Any] = [
          "svg": svg, "caption": shown(picture.description), "label": shown(picture.title),
        ]
        blocks.append(["figure": figure])
      }
      if var table = PictureTables.table(of: picture) {
        // Without its picture the table is what there is.
        table.isFolded = svg != nil
        blocks.append([table.isFolded ? "folded" : "table": context(table)])
      }
      return blocks
    }
  }

  private func context(_ table: ReportTable) -> [String: Any] {
    [
      "caption": shown(table.caption),
      "columns": table.columns.map { column -> [String: Any] in
        ["name": shown(column.name), "isNumber": column.isNumber]
      },
      "rows": table.rows.map { row -> [String: Any] in
        [
          "head": shown(row.first ?? ""),
          "cells": zip(row, table.columns).dropFirst().map { text, column -> [String: Any] in
            ["text": shown(text), "isNumber": column.isNumber]
          },
        ]
      },
    ]
  }
}
