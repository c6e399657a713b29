# Prints, as JSON, what R's survey package says with replicate weights: jackknives JK1 and JKn (measured from the replicates' mean and
# from the estimate), weighted anew in each replicate, balanced half samples, and weights given by hand. Its data are those of
# estimates_api.R, and scd (two ambulance services in each of three strata). Run by tests/stats/test_estimates_replicates.py.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
data(api)
data(scd)
stat <- function(m) list(value = as.numeric(coef(m)), se = as.numeric(SE(m)))
clus1 <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
clus2 <- svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2)
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
pairs <- svydesign(id = ~ambulance, strata = ~ESA, weights = rep(1, nrow(scd)), data = scd, nest = TRUE)
said <- function(d) {
  big <- subset(d, sch.wide == "Yes")
  parts <- svymean(~api00 + api99, d)
  list(
    mean = stat(svymean(~api00, d)), total = stat(svytotal(~api.stu, d)),
    ratio = list(value = as.numeric(coef(svyratio(~api.stu, ~api99, d))), se = as.numeric(SE(svyratio(~api.stu, ~api99, d)))),
    domain = stat(svymean(~api00, big)), change = stat(svycontrast(parts, c(api00 = 1, api99 = -1))),
    chi_square = unlist(svychisq(~stype + sch.wide, d)[c("statistic", "parameter")]), df = degf(d)
  )
}
jk <- function(d, type, mse = FALSE) suppressWarnings(as.svrepdesign(d, type = type, mse = mse))
set.seed(20)
boot <- as.svrepdesign(clus1, type = "subbootstrap", replicates = 40)
cat(toJSON(list(
  said = list(
    jk1 = said(jk(clus1, "JK1")), jk1_mse = said(jk(clus1, "JK1", TRUE)), jkn = said(jk(strat, "JKn")),
    jkn_mse = said(jk(strat, "JKn", TRUE)), jk1_stages = said(jk(clus2, "JK1")),
    jk1_again = said(postStratify(jk(clus1, "JK1"), ~stype, types)), given = said(boot)
  ),
  boot = list(weights = weights(boot, "analysis"), scale = boot$scale),
  scd = list(ESA = scd$ESA, ambulance = scd$ambulance, arrests = scd$arrests, alive = scd$alive),
  brr = list(
    total = stat(svytotal(~alive, as.svrepdesign(pairs, type = "BRR"))), fay = stat(svytotal(~alive, as.svrepdesign(pairs, type = "Fay", fay.rho = 0.3)))
  )
), digits = NA, auto_unbox = TRUE, na = "null"))
