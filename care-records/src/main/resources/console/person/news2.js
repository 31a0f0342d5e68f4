// NEWS2 (Royal College of Physicians): pulse ≤40, 41–50, 51–90, 91–110, 111–130, ≥131 fall in bands 3, 1, 0, 1, 2, 3.

export const PULSE_BANDS = [
  { to: 40, band: 3 },
  { to: 50, band: 1 },
  { to: 90, band: 0 },
  { to: 110, band: 1 },
  { to: 130, band: 2 },
  { to: Infinity, band: 3 },
];
