// Days and moments, counted in days since 1970: as dates.py. Nothing here asks the browser for its clock or zone.
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;
const CLOCK = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|[+-]\d\d:\d\d)?$/;
const DAY = 86400000;

// The minutes a zone is ahead of UTC.
export function minutesAhead(zone) {
  if (!zone || zone === "Z") return 0;
  const minutes = Math.min(Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)), 1439);
  return zone[0] === "-" ? -minutes : minutes;
}

// `wall` is what the clock on the wall said, as a Date whose UTC parts are to be read.
export function moment(text, ahead = 0) {
  const match = MOMENT.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const wholeDay = match[4] === undefined;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  if (year < 1 || wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null;
  wall.setUTCHours(hour, minute, second, Number((match[7] ?? "").padEnd(3, "0").slice(0, 3)));
  const zone = match[8] ? minutesAhead(match[8]) : ahead;
  return { wall, days: (wall.getTime() - (wholeDay ? 0 : zone * 60000)) / DAY };
}

export function atDays(days, ahead = 0) {
  if (!Number.isFinite(days)) return null;
  const utc = Math.floor(days * DAY + 0.5);
  const wall = new Date(Number.isInteger(days) ? utc : utc + ahead * 60000);
  return wall.getUTCFullYear() >= 1 && wall.getUTCFullYear() <= 9999 ? { wall, days: utc / DAY } : null;
}

export function clock(text) {
  const match = CLOCK.exec(text.trim());
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return NaN;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) / 86400;
}
