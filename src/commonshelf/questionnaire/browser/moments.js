// The functions of dates and times: as functions/moments.py.
import { atDays, clock, minutesAhead, moment } from "./dates.js";
import { asNumber, asText } from "./values.js";

const MONTHS = {
  en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  es: "ene feb mar abr may jun jul ago sept oct nov dic",
  fr: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
  ar: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
  zh: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
  vi: "Thg1 Thg2 Thg3 Thg4 Thg5 Thg6 Thg7 Thg8 Thg9 Thg10 Thg11 Thg12",
};
const DAYS = {
  en: "Sun Mon Tue Wed Thu Fri Sat",
  es: "dom lun mar mié jue vie sáb",
  fr: "dim. lun. mar. mer. jeu. ven. sam.",
  ar: "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
  zh: "周日 周一 周二 周三 周四 周五 周六",
  vi: "CN T2 T3 T4 T5 T6 T7",
};
const word = (table, language, index) => (table[(language ?? "en").toLowerCase().slice(0, 2)] ?? table.en).split(" ")[index];
const padded = (number, length = 2) => String(number).padStart(length, "0");

// With `wholeDays` a part of a day is dropped before any zone is looked at.
function read(given, wholeDays = false) {
  const value = given.value(0);
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(given.environment.now)?.[0];
  const days = wholeDays ? Math.floor(asNumber(value)) : asNumber(value);
  return moment(asText(value), minutesAhead(zone)) ?? atDays(days, minutesAhead(zone));
}

function formatted(given, wholeDays = false) {
  const wall = read(given, wholeDays)?.wall;
  if (!wall) return "";
  const { language } = given.environment;
  const marks = {
    Y: padded(wall.getUTCFullYear(), 4),
    y: padded(wall.getUTCFullYear() % 100),
    m: padded(wall.getUTCMonth() + 1),
    n: String(wall.getUTCMonth() + 1),
    b: word(MONTHS, language, wall.getUTCMonth()),
    d: padded(wall.getUTCDate()),
    e: String(wall.getUTCDate()),
    a: word(DAYS, language, wall.getUTCDay()),
    H: padded(wall.getUTCHours()),
    h: String(wall.getUTCHours()),
    M: padded(wall.getUTCMinutes()),
    S: padded(wall.getUTCSeconds()),
    3: padded(wall.getUTCMilliseconds(), 3),
  };
  return given.text(1).replace(/%(.)/gsu, (whole, mark) => marks[mark] ?? whole);
}

export const MOMENTS = [
  ["today", 0, 0, (given) => given.environment.today],
  ["now", 0, 0, (given) => given.environment.now],
  ["date", 1, 1, (given) => read(given, true)?.wall.toISOString().slice(0, 10) ?? ""],
  ["decimal-date-time", 1, 1, (given) => read(given)?.days ?? NaN],
  ["decimal-time", 1, 1, (given) => clock(given.text(0))],
  ["format-date", 2, 2, (given) => formatted(given, true)],
  ["format-date-time", 2, 2, formatted],
];
