// Works while no page is open: shows a call that the service pushes to this browser, and opens it at a tap.

const SHOWN_FOR = { emergency: true, urgent: true, notice: false };

addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

addEventListener('push', (event) => {
  event.waitUntil(show(contentOf(event.data)));
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.incident));
});

/** A push that cannot be read still is a call. */
function contentOf(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

async function show({ title, body, severity = 'emergency', incident = null, language }) {
  await self.registration.showNotification(title ?? '银铃 Silverbell', {
    body: body ?? '',
    lang: language,
    icon: '/favicon.svg',
    tag: incident ?? 'silverbell',
    renotify: true,
    requireInteraction: SHOWN_FOR[severity] ?? true,
    vibrate: [500, 200, 500, 200, 500],
    data: { incident },
  });
}

async function open(incident) {
  const address = incident ? `/#/incidents/${encodeURIComponent(incident)}` : '/';
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages[0];
  if (!page) {
    return self.clients.openWindow(address);
  }
  await page.focus();
  return page.navigate(address);
}
