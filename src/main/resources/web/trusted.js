// The only place where these pages hand a text to a browser function that runs or parses it (Trusted Types policy `baton`).
const scripts = new Set(['/run-streams-worker.js']);

const policy = globalThis.trustedTypes?.createPolicy('baton', {
  createScriptURL: address => {
    if (!scripts.has(address)) {
      throw new TypeError(`${address} is no script of these pages`);
    }
    return address;
  },
});

export const scriptAddress = address => policy?.createScriptURL(address) ?? address;
