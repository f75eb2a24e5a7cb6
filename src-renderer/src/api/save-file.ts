/** Puts a text into the user's downloads. */
export function saveFile({ name, mediaType, text }: { name: string; mediaType: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has the blob by the time the next task runs.
  window.setTimeout(() => URL.revokeObjectURL(url), 0)
}
