# Bradley-Terry by R's own logistic regression (base R, no package): scores under sum zero, their standard errors, and errors by person.
# Argument: a JSON file with n_items and, one entry a choice, left, right (from 0), won (1, 0 or 0.5) and person.
choices <- jsonlite::fromJSON(commandArgs(trailingOnly = TRUE)[1])
n <- choices$n_items
design <- matrix(0, length(choices$left), n)
design[cbind(seq_along(choices$left), choices$left + 1)] <- 1
design[cbind(seq_along(choices$right), choices$right + 1)] <- -1
centre <- diag(n) - 1 / n

fit <- function(position) {
  x <- if (position) cbind(design[, -n], 1) else design[, -n]
  model <- suppressWarnings(glm(choices$won ~ x - 1, family = binomial(), control = list(epsilon = 1e-15, maxit = 100)))
  spread <- rbind(diag(ncol(x))[seq_len(n - 1), , drop = FALSE], 0)
  spread <- centre %*% spread
  if (position) spread <- rbind(spread, c(rep(0, n - 1), 1))
  bread <- solve(crossprod(x * sqrt(fitted(model) * (1 - fitted(model)))))
  slopes <- rowsum(x * (choices$won - fitted(model)), choices$person)
  people <- nrow(slopes)
  sandwich <- bread %*% crossprod(slopes) %*% bread * people / (people - 1)
  list(
    score = as.vector(spread %*% coef(model)),
    se = sqrt(diag(spread %*% bread %*% t(spread))),
    se_by_person = sqrt(diag(spread %*% sandwich %*% t(spread)))
  )
}
cat(jsonlite::toJSON(list(plain = fit(FALSE), position = fit(TRUE)), digits = I(17)))
