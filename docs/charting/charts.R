# Shares with limits, and a fan over time, from a folder of results of simrun; no packages needed.
# Rscript charts.R results/labour-dispute

folder <- commandArgs(trailingOnly = TRUE)[1]
table <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE)

# The rows of the first scenario and point; filter for others.
outcomes <- table("outcomes.csv")
here <- function(rows) {
  rows[rows$scenario == outcomes$scenario[1] & rows$point == outcomes$point[1], ]
}
shown <- here(outcomes)
shown <- shown[rev(seq_len(nrow(shown))), ]

svg("outcomes.svg", width = 8, height = 2 + 0.35 * nrow(shown))
par(mar = c(4, 12, 3, 1))
middles <- barplot(100 * shown$share, names.arg = shown$outcome, horiz = TRUE, las = 1,
                   col = "#56B4E9", border = NA, xlim = c(0, 100 * max(shown$ci_high)),
                   xlab = "share of trials (%)",
                   main = paste0(shown$scenario[1], ": ", shown$trials[1], " trials"))
segments(100 * shown$ci_low, middles, 100 * shown$ci_high, middles, lwd = 2)
invisible(dev.off())

timeline <- here(table("timeline.csv"))
rows <- timeline[timeline$basis == "all" & !is.na(timeline$p50), ]
if (nrow(rows) > 0) {
  rows <- rows[rows$quantity == rows$quantity[1], ]
  dated <- all(!is.na(rows$date) & rows$date != "")
  time <- if (dated) as.Date(rows$date) else rows$step
  svg("timeline.svg", width = 8, height = 4)
  plot(time, rows$p50, type = "n", ylim = range(rows$p5, rows$p95), xlab = "",
       ylab = rows$quantity[1], main = rows$quantity[1])
  band <- function(low, high, shade) {
    polygon(c(time, rev(time)), c(low, rev(high)), col = shade, border = NA)
  }
  band(rows$p5, rows$p95, "#0072B233")
  band(rows$p25, rows$p75, "#0072B259")
  lines(time, rows$p50, col = "#0072B2", lwd = 2)
  invisible(dev.off())
}
