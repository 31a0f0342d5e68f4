// The three libraries of the page, by the address and version the service serves them at. Every other module
// imports from here, so that a new version is one line and no inline import map is needed (script-src 'self').

export {
  computed,
  createApp,
  h,
  nextTick,
  onBeforeUnmount,
  onMounted,
  reactive,
  ref,
  shallowReactive,
  shallowRef,
  watch,
  watchEffect,
} from '/webjars/vue/3.5.26/dist/vue.runtime.esm-browser.prod.js';

/** uPlot, fetched when the first chart is shown: the board must not wait for it. */
export async function loadChart() {
  return (await import('/webjars/uplot/1.6.30/dist/uPlot.esm.js')).default;
}

/** Leaflet, fetched when the first map is shown. Its minified file names itself on the global object. */
export async function loadMap() {
  await import('/webjars/leaflet/1.9.4/dist/leaflet.js');
  return globalThis.L;
}
