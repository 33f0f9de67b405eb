/** 128 random bits in hexadecimal. `crypto.randomUUID` would need HTTPS, which a rack's console often has not. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
