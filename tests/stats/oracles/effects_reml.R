# A line with first-order autoregression by restricted likelihood, from dense matrices with base R alone; and what nlme says, where it is installed.
suppressMessages(library(jsonlite))
given <- fromJSON(commandArgs(trailingOnly = TRUE)[1])
y <- given$figures; X <- given$design; t <- given$times
n <- nrow(X); k <- ncol(X)
apart <- abs(outer(t, t, "-"))
loglik <- function(lean) {
  V <- lean^apart
  Vi <- solve(V)
  XVX <- t(X) %*% Vi %*% X
  b <- solve(XVX, t(X) %*% Vi %*% y)
  r <- y - X %*% b
  -0.5 * ((n - k) * log(drop(t(r) %*% Vi %*% r)) + drop(determinant(V)$modulus) + drop(determinant(XVX)$modulus))
}
lean <- optimize(loglik, c(0, 0.98), maximum = TRUE, tol = 1e-10)$maximum
Vi <- solve(lean^apart)
bread <- solve(t(X) %*% Vi %*% X)
b <- bread %*% t(X) %*% Vi %*% y
r <- y - X %*% b
said <- list(lean = lean, values = drop(b), errors = sqrt(diag(bread) * drop(t(r) %*% Vi %*% r) / (n - k)), nlme = NULL)
if (requireNamespace("nlme", quietly = TRUE)) {
  d <- data.frame(y = y, X, t = t)
  fit <- nlme::gls(y ~ . - t - 1, d, correlation = nlme::corCAR1(form = ~t), method = "REML", control = nlme::glsControl(tolerance = 1e-10, msTol = 1e-12))
  said$nlme <- list(lean = unname(coef(fit$modelStruct$corStruct, unconstrained = FALSE)), values = unname(coef(fit)), errors = unname(sqrt(diag(vcov(fit)))))
}
cat(toJSON(said, digits = NA, auto_unbox = TRUE, null = "null"))
