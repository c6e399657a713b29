# What R's survey package makes of its own api data: people, control totals and weights, as JSON with all digits.
# California's schools (apipop) are the population; apiclus1 (whole districts) and apisrs (schools drawn one by one) are samples of it.
suppressPackageStartupMessages(library(survey))
data(api)

code <- function(column, from) match(as.character(column), sort(unique(as.character(from)))) - 1L
pop <- function(name) as.numeric(table(factor(as.character(apipop[[name]]), sort(unique(as.character(apipop[[name]]))))))
says <- list()

# Categories: type of school, whether it met its target, whether the comparison improved.
margins <- c("stype", "sch.wide", "comp.imp")
tables <- lapply(margins, function(name) {
  table <- data.frame(sort(unique(as.character(apipop[[name]]))), pop(name))
  names(table) <- c(name, "Freq")
  table
})
formulas <- lapply(margins, function(name) as.formula(paste0("~", name)))
sample <- apiclus1
for (name in margins) sample[[name]] <- as.character(sample[[name]])
design <- svydesign(id = ~dnum, weights = ~pw, data = sample, fpc = ~fpc)
raked <- rake(design, formulas, tables, control = list(maxit = 500, epsilon = 1e-15))
says$codes <- lapply(margins, function(name) code(sample[[name]], apipop[[name]]))
says$totals <- lapply(margins, pop)
says$base <- weights(design)
says$raked <- weights(raked)
says$poststratified <- weights(postStratify(design, formulas[[1]], tables[[1]]))

# Unequal starting weights, for the same margins.
sample$uneven <- 1 + (seq_len(nrow(sample)) %% 7)
uneven <- svydesign(id = ~1, weights = ~uneven, data = sample)
says$uneven <- sample$uneven
says$raked_from_uneven <- weights(rake(uneven, formulas, tables, control = list(maxit = 500, epsilon = 1e-15)))
says$poststratified_from_uneven <- weights(postStratify(uneven, formulas[[1]], tables[[1]]))

# Calibration to categories and to a number, last year's score.
population <- colSums(model.matrix(~ stype + api99, apipop))
says$auxiliary <- unname(model.matrix(~ stype + api99, sample))
says$population <- unname(population)
calibrated <- function(...) weights(calibrate(design, ~ stype + api99, population, epsilon = 1e-13, maxit = 200, ...))
says$linear <- calibrated(calfun = "linear")
says$raking <- calibrated(calfun = "raking")
bounds <- c(0.5, 2.5)
says$bounds <- bounds
says$logit <- calibrated(calfun = "logit", bounds = bounds)
tight <- c(0.56, 1.9)
says$tight <- tight
says$linear_bounded <- calibrated(calfun = "linear", bounds = tight)
says$raking_bounded <- calibrated(calfun = "raking", bounds = tight)

# Calibration to the margins is raking too.
all <- colSums(model.matrix(~ stype + sch.wide + comp.imp, apipop))
says$raking_to_margins <- weights(calibrate(design, ~ stype + sch.wide + comp.imp, all, calfun = "raking", epsilon = 1e-13, maxit = 200))

# Trimming: once is enough here when nobody else is pushed over the bound; strict repeats until nobody is.
srs <- svydesign(id = ~1, weights = ~I(20 + 3 * (seq_len(200) %% 20)), data = apisrs)
says$untrimmed <- weights(srs)
says$trimmed_once <- weights(trimWeights(srs, upper = 75.5))
says$trimmed_strictly <- weights(trimWeights(srs, upper = 60, strict = TRUE))

cat(jsonlite::toJSON(says, digits = NA, auto_unbox = FALSE))
