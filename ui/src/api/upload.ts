import { authorization, part, url } from './http'
import { Problem, type ProblemBody, unreachable } from './problem'
import { signOut } from './session'

export interface Upload {
  name: string
  file: File
  sha256: string
  signal: AbortSignal
  onProgress(sent: number, total: number): void
}

/** Sends an image's bytes. XMLHttpRequest, because fetch cannot tell how much of a body was sent. */
export function uploadImage({ name, file, sha256, signal, onProgress }: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url(`/images/${part(name)}/content`, { sha256 }))
    for (const [header, value] of Object.entries(authorization())) request.setRequestHeader(header, value)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = event => onProgress(event.loaded, event.total)
    request.onload = () => {
      if (request.status < 300) resolve()
      else {
        if (request.status === 401)
          signOut('The API no longer accepts the token of this session. Sign in again.')
        reject(new Problem(request.status, body(request.responseText)))
      }
    }
    request.onerror = () => reject(unreachable('the connection broke while the image was sent'))
    request.onabort = () =>
      reject(new Problem(0, { title: 'Upload stopped', detail: 'You stopped the upload.' }))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function body(text: string): ProblemBody {
  try {
    return JSON.parse(text) as ProblemBody
  } catch {
    return {}
  }
}
