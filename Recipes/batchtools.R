# The shards of a plan by R's batchtools, then the merge, then the answer as a data frame.
#
#   simrun plan run scenario.yaml -n 1e6 --shards 16 -o study
#   Rscript Recipes/batchtools.R study results/study
#
# On one machine it runs as many shards at a time as there are cores. On a cluster name its template in the third
# argument, as for makeClusterFunctionsSlurm(): Rscript Recipes/batchtools.R study results/study slurm-simple
# The same line goes on from what is there.
suppressPackageStartupMessages(library(batchtools))

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 2) stop("usage: Rscript batchtools.R STUDY RESULTS [TEMPLATE]", call. = FALSE)
study <- normalizePath(arguments[1])
results <- arguments[2]
simrun <- Sys.getenv("SIMRUN", "simrun")

# Which parts are there, as JSON: how many shards there are, and which are to be run, as in 4-6,9.
state <- suppressWarnings(
  system2(simrun, c("shards", shQuote(study), "--format", "json"), stdout = TRUE))
if (!any(attr(state, "status") %in% c(0, 6)) && length(attr(state, "status")) > 0) quit(status = 1)
field <- function(name) {
  line <- grep(paste0('^  "', name, '": '), state, value = TRUE)[1]
  gsub('[^0-9,-]', "", sub(".*: ", "", line))
}
count <- as.integer(gsub(",", "", field("shards")))
spans <- strsplit(strsplit(sub(",$", "", field("to_run")), ",")[[1]], "-")
lacking <- unlist(lapply(spans, function(span) seq(as.integer(span[1]), as.integer(span[length(span)]))))

# The registry is batchtools' own book. What is done, the folder of parts says.
place <- file.path(study, "registry")
unlink(place, recursive = TRUE)
registry <- makeRegistry(file.dir = place, seed = 1)
# batchtools asks Slurm for the jobs of $USER, which a job of a scheduler or a container may lack.
if (Sys.getenv("USER") == "") Sys.setenv(USER = Sys.info()[["effective_user"]])
registry$cluster.functions <- if (length(arguments) > 2) {
  makeClusterFunctionsSlurm(template = arguments[3], array.jobs = FALSE)
} else {
  makeClusterFunctionsMulticore()
}

run <- function(shard, count, study, simrun) {
  words <- c("run", "--plan", shQuote(study), "--shard", paste0(shard, "/", count), "--jobs", "1", "--quiet")
  # 75: its time ran out; it goes on from there.
  for (try in 1:4) {
    code <- system2(simrun, words)
    if (code != 75) break
  }
  if (code != 0) stop("shard ", shard, " ended with exit code ", code)
  code
}
if (length(lacking) > 0) {
  batchMap(run, shard = lacking, more.args = list(count = count, study = study, simrun = simrun))
  submitJobs(resources = list(walltime = 3600, memory = 1000, ncpus = 1))
  waitForJobs(sleep = 1)
  failed <- getErrorMessages()
  if (nrow(failed) > 0) print(failed$message)
}

code <- system2(simrun, c("merge", shQuote(study), "--out", shQuote(results), "--force", "--quiet"))
if (code != 0) quit(status = code)
outcomes <- read.csv(file.path(results, "outcomes.csv"))
print(outcomes[, c("outcome", "share", "ci_low", "ci_high")])
