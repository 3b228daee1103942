/* Passkeys: a form with data-passkey="create" or "get" asks the browser, fills its data-credential and is sent.
   What is asked stands as JSON in the element that data-options names. Binary values travel as base64url. */
const BINARY_IDS = ["excludeCredentials", "allowCredentials"];

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function asked({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
  for (const name of BINARY_IDS) {
    if (options[name]) options[name] = options[name].map((known) => ({ ...known, id: bytes(known.id) }));
  }
  return { publicKey: options };
}

function told(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  };
}

function bind(form) {
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
  const options = given.creation_options ?? given.request_options;
  const button = form.querySelector("[data-ask]");
  const trouble = form.querySelector("[data-trouble]");

  button.addEventListener("click", async () => {
    trouble.hidden = true;
    button.disabled = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](asked(options));
      form.querySelector("[data-credential]").value = JSON.stringify(told(credential));
      form.submit();
    } catch {
      // Refused by the person, or not known to the device: the form stays as it was.
      trouble.hidden = false;
      button.disabled = false;
    }
  });
  button.hidden = false;
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(bind);
