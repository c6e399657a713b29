# Daily counts without chance in them, and what R's glm says of level, season and weekday (quasi-Poisson, log link).
library(jsonlite)
days <- seq(as.Date("2023-02-10"), as.Date("2025-11-20"), by = "day")
i <- seq_along(days)
weekday <- (as.integer(days) + 3) %% 7
angle <- 2 * pi * as.integer(days) / 365.25
mean <- 80 * exp(-0.0004 * i + 0.25 * cos(angle) - 0.1 * sin(2 * angle)) * c(1, 0.9, 1.1, 1, 1.3, 1.6, 0.4)[weekday + 1]
exposure <- ifelse(i %% 97 < 5, 0, ifelse(i %% 31 == 0, 0.5, 1))
counts <- floor(mean * exposure * (0.7 + 0.6 * ((i * 37) %% 101) / 101))
counts[i %% 53 == 0] <- NA
known <- !is.na(counts) & exposure > 0
span <- as.integer(days[known])
knots <- as.numeric(quantile(span, seq(0, 1, length.out = floor((max(span) - min(span)) / 365.25) + 1), type = 7))
hats <- sapply(seq_along(knots), function(k) approx(knots, as.numeric(seq_along(knots) == k), xout = as.integer(days), rule = 2)$y)
waves <- cbind(cos(angle), sin(angle), cos(2 * angle), sin(2 * angle))
# Without a constant R would give a factor all seven columns; the hats hold the constant, so the columns are laid out by hand.
spell <- rbind(diag(6), -1)
design <- cbind(hats, waves, contr.sum(7)[weekday + 1, ])
by_hand <- glm(counts[known] ~ 0 + design[known, ] + offset(log(exposure[known])), family = quasipoisson,
               control = list(epsilon = 1e-14, maxit = 100))
estimate <- coef(by_hand)
wide <- ncol(design)
last <- (wide - 5):wide
dispersion <- summary(by_hand)$dispersion
cat(toJSON(list(days = format(days), exposure = exposure, counts = counts,
                level = as.numeric(exp(hats %*% estimate[seq_along(knots)])),
                weekday = as.numeric(exp(spell %*% estimate[last])),
                weekday_error = as.numeric(sqrt(diag(spell %*% vcov(by_hand)[last, last] %*% t(spell)))),
                expected = as.numeric(exp(design %*% estimate + log(exposure))), dispersion = unbox(dispersion)), digits = NA, na = "null"))
