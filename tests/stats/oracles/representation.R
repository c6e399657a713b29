# Numbers for representation, from R's own distributions, p.adjust, integrate and MASS::glm.nb.
suppressPackageStartupMessages({library(jsonlite); library(MASS)})

mid_p <- function(y, n, q) {
  below <- pbinom(y - 1, n, q); at <- dbinom(y, n, q); above <- pbinom(y, n, q, lower.tail = FALSE)
  min(1, 2 * min(below + at / 2, above + at / 2))
}

beta_binomial <- function(y, n, q, error, deff) {
  rho <- (deff - 1 + n * error^2 / (q * (1 - q))) / (n - 1)
  a <- q * (1 / rho - 1); b <- (1 - q) * (1 / rho - 1)
  # Not by the formula with gamma functions: the binomial is averaged over the beta by numerical integration.
  chance <- function(k) integrate(function(p) dbinom(k, n, p) * dbeta(p, a, b), 0, 1, rel.tol = 1e-11, subdivisions = 2000)$value
  all <- sapply(0:n, chance)
  below <- sum(all[seq_len(y)]); at <- all[y + 1]; above <- sum(all[-seq_len(y + 1)])
  min(1, 2 * min(below + at / 2, above + at / 2))
}

power_of <- function(n, share, q, alpha) {
  rejected <- sapply(0:n, function(y) mid_p(y, n, q) <= alpha)
  sum(dbinom(0:n, n, share)[rejected])
}

p_values <- c(0.010, 0.049, 0.0002, 0.31, 0.011, 0.04, 0.9)
cases <- list(c(2, 40, 0.2), c(0, 25, 0.1), c(9, 12, 0.5), c(31, 60, 0.3), c(3, 900, 0.01))
rough <- list(c(2, 40, 0.2, 0.03, 1), c(9, 40, 0.12, 0, 1.7), c(12, 60, 0.35, 0.02, 1.4))
powers <- list(c(60, 0.05, 0.2, 0.05), c(237, 0.05, 0.1, 0.05), c(90, 0.4, 0.25, 0.0125))

# The posterior mean of each group's ratio under the same model, on a grid of its own in other coordinates, from dnbinom.
heard <- c(3, 0, 14, 45, 8, 22, 1, 60, 5, 12)
expected <- c(6, 1.5, 12, 50, 17, 15, 4, 44, 6.5, 14)
spreads <- exp(seq(log(0.01), log(5), length.out = 400)); means <- exp(seq(log(0.1), log(5), length.out = 400))
grid <- expand.grid(s = spreads, m = means)
size <- 1 / grid$s^2
belief <- Reduce(`+`, lapply(seq_along(heard), function(i) dnbinom(heard[i], size = size, mu = expected[i] * grid$m, log = TRUE)))
belief <- belief + log(grid$s) + dcauchy(grid$s, scale = 0.5, log = TRUE)
weight <- exp(belief - max(belief)); weight <- weight / sum(weight)
believed <- sapply(seq_along(heard), function(i) sum(weight * (size + heard[i]) / (size / grid$m + expected[i])))

# Many groups: the plug-in estimate of glm.nb, to which the averaged one must come close.
set.seed(11)
many_expected <- exp(runif(200, log(2), log(200)))
many_heard <- rpois(200, many_expected * rgamma(200, 4, 4 / 0.9))
fit <- glm.nb(many_heard ~ 1 + offset(log(many_expected)))
m <- unname(exp(coef(fit)))
plugged <- (fit$theta + many_heard) / (fit$theta / m + many_expected)

cat(toJSON(list(
  p_values = p_values, holm = p.adjust(p_values, "holm"), benjamini_hochberg = p.adjust(p_values, "BH"),
  cases = cases, mid_p = sapply(cases, function(x) mid_p(x[1], x[2], x[3])),
  rough = rough, beta_binomial = sapply(rough, function(x) beta_binomial(x[1], x[2], x[3], x[4], x[5])),
  powers = powers, power = sapply(powers, function(x) power_of(x[1], x[2], x[3], x[4])),
  heard = heard, expected = expected, believed = believed,
  many_heard = many_heard, many_expected = many_expected, plugged = plugged, theta = fit$theta
), digits = NA, auto_unbox = TRUE))
