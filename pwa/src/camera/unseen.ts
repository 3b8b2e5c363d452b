/** Stands for a photo that this browser cannot draw (HEIC): a camera on a grey ground. The server shows the photo itself. */
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="-12 -14 48 48">
<path fill="#76827d" d="M-12-14h48v48h-48z"/>
<path fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round"
 d="M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM8.600 13a3.400 3.400 0 1 0 6.800 0a3.400 3.400 0 1 0-6.800 0"/></svg>`

export function unseenPicture(): Blob {
  return new Blob([DRAWING], { type: 'image/svg+xml' })
}
