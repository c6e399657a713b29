// Functions of numbers, of places on earth: as functions/mathematics.py and geography.py.
import { asNumber, asText } from "./values.js";

const EARTH = 6378100;
const plain = (name, work) => [name, 1, 1, (given) => work(given.number(0))];

function round(given) {
  const number = given.number(0);
  let places = given.count > 1 ? given.number(1) : 0;
  if (Number.isNaN(places)) return NaN;
  places = Math.trunc(Math.max(-300, Math.min(15, places)));
  const scale = Number(`1e${Math.abs(places)}`);
  const moved = places >= 0 ? number * scale : number / scale;
  if (!Number.isFinite(moved)) return number;
  const whole = Math.floor(moved + 0.5);
  return places >= 0 ? whole / scale : whole * scale;
}

// Latitudes and longitudes in radians; null when one of the points is none.
function points(given) {
  const found = [];
  for (const place of given.each(0).flatMap((value) => asText(value).split(";"))) {
    if (!place.trim()) continue;
    const [latitude, longitude] = place.trim().split(/\s+/).slice(0, 2).map(Number);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
    found.push([(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]);
  }
  return found;
}

function area(given) {
  const found = points(given);
  if (found === null) return NaN;
  let total = 0;
  found.forEach(([latitude, longitude], index) => {
    const [nextLatitude, nextLongitude] = found[(index + 1) % found.length];
    total += (nextLongitude - longitude) * (2 + Math.sin(latitude) + Math.sin(nextLatitude));
  });
  return found.length > 2 ? (Math.abs(total) * EARTH * EARTH) / 2 : 0;
}

function distance(given) {
  const found = points(given);
  if (found === null) return NaN;
  let total = 0;
  found.slice(1).forEach(([nextLatitude, nextLongitude], index) => {
    const [latitude, longitude] = found[index];
    const north = Math.sin((nextLatitude - latitude) / 2) ** 2;
    const east = Math.cos(latitude) * Math.cos(nextLatitude) * Math.sin((nextLongitude - longitude) / 2) ** 2;
    total += 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, north + east)));
  });
  return total;
}

export const MATHEMATICS = [
  ["number", 0, 1, (given) => (given.count ? given.number(0) : asNumber([given.node]))],
  plain("int", Math.trunc),
  ["round", 1, 2, round],
  ["pow", 2, 2, (given) => given.number(0) ** given.number(1)],
  plain("log", Math.log),
  plain("log10", Math.log10),
  plain("abs", Math.abs),
  plain("sin", Math.sin),
  plain("cos", Math.cos),
  plain("tan", Math.tan),
  plain("asin", Math.asin),
  plain("acos", Math.acos),
  plain("atan", Math.atan),
  ["atan2", 2, 2, (given) => Math.atan2(given.number(0), given.number(1))],
  plain("sqrt", Math.sqrt),
  plain("exp", Math.exp),
  plain("exp10", (number) => 10 ** number),
  ["pi", 0, 0, () => Math.PI],
  ["random", 0, 0, (given) => given.environment.chance()],
  ["area", 1, 1, area],
  ["distance", 1, null, distance],
];
