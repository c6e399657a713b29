# R's survey package as a contestant: it speaks the line protocol of harness/contestant.py.
# A data.frame of integers and the survey design made from it lie ready in memory; only rake() is timed.
suppressPackageStartupMessages({library(survey); library(jsonlite)})

peak_mib <- function() as.numeric(sub("\\D+(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024

prepare <- function(folder) {
  told <- fromJSON(file.path(folder, "targets.json"), simplifyVector = FALSE)
  targets <- lapply(told$targets, unlist)
  codes <- readBin(file.path(folder, "codes.bin"), "integer", n = told$n * length(targets), size = 1)
  names <- paste0("margin_", seq_along(targets))
  frame <- as.data.frame(matrix(codes, told$n, dimnames = list(NULL, names)))
  tables <- lapply(seq_along(targets), function(at) {
    table <- data.frame(seq_along(targets[[at]]) - 1L, targets[[at]] * told$n)
    names(table) <- c(names[at], "Freq")
    table
  })
  design <- svydesign(id = ~1, weights = ~one, data = cbind(frame, one = 1))
  list(frame = frame, targets = targets, tables = tables, design = design, folder = folder,
       formulas = lapply(names, function(name) as.formula(paste0("~", name))))
}

run <- function(data) rake(data$design, data$formulas, data$tables, control = list(maxit = 1000, epsilon = 1e-9))

describe <- function(data, result) {
  weights <- weights(result)
  errors <- mapply(function(codes, target) max(abs(tapply(weights, codes, sum) / sum(weights) / target - 1)), data$frame, data$targets)
  writeBin(as.numeric(weights / mean(weights)), file.path(data$folder, "survey.bin"))
  list(margin_error = max(errors), smallest = min(weights), largest = max(weights),
       survey = as.character(packageVersion("survey")), r = paste(R.version$major, R.version$minor, sep = "."))
}

input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  task <- fromJSON(line)
  if (task$do == "prepare") {
    data <- prepare(task$folder)
    invisible(gc())
    writeLines("5", "/proc/self/clear_refs") # count the peak of memory from here
    reply <- list(peak_mib = peak_mib())
  } else if (task$do == "run") {
    before <- proc.time()
    result <- run(data)
    spent <- proc.time() - before
    reply <- list(seconds = spent[["elapsed"]], cpu_seconds = spent[["user.self"]] + spent[["sys.self"]], peak_mib = peak_mib())
  } else {
    reply <- describe(data, result)
  }
  cat(toJSON(reply, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
