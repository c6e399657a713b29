# R surveillance's glrnb as a contestant: it speaks the line protocol of harness/contestant.py.
# A generalized likelihood ratio chart for a negative-binomial series (Hoehle and Paul 2008): season and dispersion are fitted by glm.nb
# on the learned weeks, one series after the other, as the package does it. Its own threshold is set out of reach, so that the chart
# never starts anew and every week has its score; the threshold is set afterwards like everybody's.
suppressPackageStartupMessages({library(surveillance); library(MASS); library(jsonlite)})

OUT_OF_REACH <- 1e9

# The scores of one series whose weeks are all counted.
score_whole <- function(y, learned) {
  weekly <- create.disProg(week = seq_along(y), observed = y, state = rep(0, length(y)), freq = 52, start = c(2020, 1))
  control <- list(range = (learned + 1):length(y), c.ARL = OUT_OF_REACH, mu0 = list(S = 1, trend = FALSE), alpha = NULL,
                  Mtilde = 1, M = -1, change = "intercept", theta = NULL, dir = "dec", ret = "value")
  as.numeric(algo.glrnb(weekly, control)$upperbound)
}

# With weeks missing the chart cannot be asked: the same model is fitted to the weeks there are, and the chart gets those with their
# means; a week without a count keeps the score of the week before.
score_with_gaps <- function(y, learned) {
  weeks <- seq_along(y)
  waves <- data.frame(y = y, cosine = cos(2 * pi * weeks / 52), sine = sin(2 * pi * weeks / 52))
  known <- !is.na(y)
  fit <- glm.nb(y ~ cosine + sine, data = waves[known & weeks <= learned, ])
  watched <- which(known & weeks > learned)
  mean <- as.numeric(predict(fit, newdata = waves[watched, ], type = "response"))
  weekly <- create.disProg(week = seq_along(watched), observed = y[watched], state = rep(0, length(watched)), freq = 52, start = c(2020, 1))
  control <- list(range = seq_along(watched), c.ARL = OUT_OF_REACH, mu0 = mean, alpha = 1 / fit$theta, Mtilde = 1, M = -1,
                  change = "intercept", theta = NULL, dir = "dec", ret = "value")
  found <- as.numeric(algo.glrnb(weekly, control)$upperbound)
  counted <- cumsum(known[weeks > learned])
  c(0, found)[counted + 1]
}

# A series that glm.nb cannot fit (no more spread than Poisson, mostly) is fitted as Poisson by the package itself, by alpha = 0.
score_one <- function(y, learned) {
  way <- if (anyNA(y)) score_with_gaps else score_whole
  tryCatch(suppressWarnings(way(y, learned)), error = function(fault) rep(0, length(y) - learned))
}

score_all <- function(data) t(apply(data$counts, 1, score_one, learned = data$learned))

peak_mib <- function() as.numeric(sub("\\D+(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024

input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  task <- fromJSON(line)
  if (task$do == "prepare") {
    data <- list(counts = task$counts, learned = task$learned)
    wants_scores <- isTRUE(task$wants_scores)
    reply <- list(peak_mib = peak_mib())
  } else if (task$do == "run") {
    before <- proc.time()
    result <- score_all(data)
    spent <- proc.time() - before
    reply <- list(seconds = spent[["elapsed"]], cpu_seconds = spent[["user.self"]] + spent[["sys.self"]], peak_mib = peak_mib())
  } else {
    reply <- list(version = as.character(packageVersion("surveillance")), r = paste(R.version$major, R.version$minor, sep = "."),
                  series = nrow(result), unscored = sum(rowSums(abs(result)) == 0))
    if (wants_scores) reply$scores <- result
  }
  cat(toJSON(reply, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
