// Evaluated in a page: the contrast of text to what is behind it (WCAG 2), the least of all texts.
(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
    return channels(colour)[3] === 0 ? behind(element?.parentElement) : colour;
  };
  const texts = document.querySelectorAll('h1, h2, h3, p, td, th, li, code, .toned, strong, .chart text');
  const ratios = [...texts].map((element) => {
    const style = getComputedStyle(element);
    const colour = element.closest('svg') ? style.fill : style.color;
    const [darker, lighter] = [luminance(colour), luminance(behind(element))].sort((one, other) => one - other);
    return { ratio: (lighter + 0.05) / (darker + 0.05), words: element.textContent };
  });
  return ratios.reduce((least, next) => (next.ratio < least.ratio ? next : least));
})();
