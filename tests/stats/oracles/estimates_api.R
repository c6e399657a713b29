# Prints, as JSON, the api data of R's survey package and what the package says of them: means, totals, ratios, domains, differences,
# intervals of shares, chi-square tests, calibrated weights. Run by tests/stats/test_estimates_against_r.py.
suppressPackageStartupMessages({library(survey); library(jsonlite)})
data(api)
apistrat$high <- as.numeric(apistrat$api00 > 700)
apisrs$high <- as.numeric(apisrs$api00 > 700)
apiclus1$high <- as.numeric(apiclus1$api00 > 700)
apiclus2$high <- as.numeric(apiclus2$api00 > 700)

designs <- list(
  srs = svydesign(id = ~1, weights = ~pw, fpc = ~fpc, data = apisrs),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  strat_endless = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat),
  clus1 = svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  clus2 = svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2),
  clus2_endless = svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2)
)
totals_all <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018)
margins <- list(stype = data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)),
                sch = data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122)))
designs$poststratified <- postStratify(designs$clus1, ~stype, margins$stype)
designs$linear <- calibrate(designs$clus1, ~stype + api99, c(totals_all, api99 = 3914069))
designs$raked <- calibrate(designs$clus1, ~stype + sch.wide, c(totals_all, sch.wideYes = 5122), calfun = "raking", epsilon = 1e-12)
designs$strat_poststratified <- postStratify(designs$strat, ~sch.wide, margins$sch)

# nrow() of a part of a calibrated design counts those outside it too, so svyciprop(method = "beta") takes a larger n there than of the same
# part of a design that is not calibrated. Here n are always the people in the part; elsewhere the two must be the same.
korn_graubard <- function(part) {
  n <- sum(weights(part) > 0)
  m <- svymean(~high, part)
  p <- as.numeric(coef(m))
  n_eff <- p * (1 - p) / as.numeric(vcov(m)) * (qt(0.025, n - 1) / qt(0.025, degf(part)))^2
  ci <- c(qbeta(0.025, n_eff * p, n_eff * (1 - p) + 1), qbeta(0.975, n_eff * p + 1, n_eff * (1 - p)))
  if (n == nrow(part)) stopifnot(all.equal(ci, as.numeric(attr(svyciprop(~high, part, method = "beta"), "ci"))))
  ci
}
stat <- function(m) list(value = as.numeric(coef(m)), se = as.numeric(SE(m)))
ciprop <- function(d, method) as.numeric(attr(svyciprop(~high, d, method = method), "ci"))
wilson <- function(d) {
  m <- svymean(~high, d, deff = "replace")
  n <- nrow(d$variables)
  n_eff <- n / as.numeric(deff(m)) * (qt(0.975, n - 1) / qt(0.975, degf(d)))^2
  p <- as.numeric(coef(m))
  as.numeric(prop.test(n_eff * p, n_eff, correct = FALSE)$conf.int)
}
said <- function(d) {
  big <- subset(d, sch.wide == "Yes")
  by <- svyby(~api00, ~stype, d, svymean)
  # As a function of totals, since svyby(covmat = TRUE) of survey 4.1 does not take calibrated designs.
  parts <- svytotal(~I(api00 * (stype == "E")) + I(1 * (stype == "E")) + I(api00 * (stype == "H")) + I(1 * (stype == "H")), d)
  names(parts) <- c("te", "ne", "th", "nh")
  list(
    df = degf(d),
    mean = c(stat(svymean(~api00, d)), deff = as.numeric(deff(svymean(~api00, d, deff = "replace")))),
    total = c(stat(svytotal(~enroll, d, na.rm = TRUE)), deff = as.numeric(deff(svytotal(~enroll, d, deff = "replace", na.rm = TRUE)))),
    ratio = c(stat(svyratio(~api.stu, ~enroll, d, na.rm = TRUE)), deff = as.numeric(svyratio(~api.stu, ~enroll, d, deff = "replace", na.rm = TRUE) |> deff())),
    t = as.numeric(confint(svymean(~api00, d), df = degf(d))),
    share = c(stat(svymean(~high, d)), logit = list(ciprop(d, "logit")), xlogit = list(ciprop(d, "xlogit")),
              beta = list(ciprop(d, "beta")), mean = list(ciprop(d, "mean")), wilson = list(wilson(d))),
    domain = c(stat(svymean(~api00, big)), df = degf(big), deff = as.numeric(deff(svymean(~api00, big, deff = "replace"))),
               t = list(as.numeric(confint(svymean(~api00, big), df = degf(big))))),
    domain_total = stat(svytotal(~api.stu, big)),
    domain_share = list(beta = korn_graubard(big),
                        xlogit = as.numeric(attr(svyciprop(~high, big, method = "xlogit"), "ci"))),
    by = list(level = as.character(by$stype), value = as.numeric(coef(by)), se = as.numeric(SE(by))),
    difference = stat(svycontrast(parts, quote(te / ne - th / nh))),
    change = stat(svycontrast(svymean(~api00 + api99, d), c(api00 = 1, api99 = -1))),
    first_order = unlist(svychisq(~stype + sch.wide, d, statistic = "Chisq")[c("statistic", "parameter", "p.value")]),
    second_order = unlist(svychisq(~stype + sch.wide, d)[c("statistic", "parameter", "p.value")]),
    comp_imp = unlist(svychisq(~comp.imp + awards, d)[c("statistic", "parameter", "p.value")])
  )
}
wanted <- c("pw", "stype", "sch.wide", "comp.imp", "awards", "api00", "api99", "api.stu", "enroll", "high", "dnum", "snum", "fpc", "fpc1", "fpc2")
columns <- function(frame) lapply(frame[intersect(wanted, names(frame))], function(x) if (is.factor(x)) as.character(x) else as.numeric(x))
cat(toJSON(list(
  data = list(srs = columns(apisrs), strat = columns(apistrat), clus1 = columns(apiclus1), clus2 = columns(apiclus2)),
  weights = lapply(designs, function(d) as.numeric(weights(d))),
  said = lapply(designs, said)
), digits = NA, auto_unbox = TRUE, na = "null"))
