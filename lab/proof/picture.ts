import type { Total } from './totals.ts';

const [LEFT, WIDTH, ROW, BAR] = [110, 560, 26, 16];
const COLOURS = { canary: '#2e7d32', others: '#90caf9', missed: '#c62828' };

/** One bar for each severity and class: found by prod-canary, found by pr-staging or nightly only, missed. */
export function asPicture(sums: Record<string, Total>): string {
  const rows = Object.entries(sums).filter(([name]) => name !== 'all');
  const most = Math.max(...rows.map(([, { faults }]) => faults));
  const scale = (WIDTH - LEFT - 60) / most;
  const bars = rows.map(([name, total], index) => {
    const y = 34 + index * ROW;
    const canary = Math.min(total.byCanary, total.found);
    const parts = [
      [canary, COLOURS.canary],
      [total.found - canary, COLOURS.others],
      [total.faults - total.found, COLOURS.missed],
    ] as const;
    let x = LEFT;
    const shapes = parts.map(([count, colour]) => {
      const shape = `<rect x="${x}" y="${y}" width="${count * scale}" height="${BAR}" fill="${colour}"/>`;
      x += count * scale;
      return shape;
    });
    return `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${name}</text>${shapes.join('')}<text x="${x + 6}" y="${y + 12}">${total.found}/${total.faults}</text>`;
  });
  const legend = (['canary', 'others', 'missed'] as const).map(
    (name, index) =>
      `<rect x="${LEFT + index * 150}" y="8" width="12" height="12" fill="${COLOURS[name]}"/><text x="${LEFT + 18 + index * 150}" y="18">${LEGEND[name]}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${44 + rows.length * ROW}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>${legend.join('')}${bars.join('')}</svg>\n`;
}

const LEGEND = { canary: 'by prod-canary', others: 'by others only', missed: 'missed' };
