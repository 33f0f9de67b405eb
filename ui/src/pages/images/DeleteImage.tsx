import { deleteImage, imagesKey } from '~/api/images'
import type { Image } from '~/api/types'
import { RemoveRow } from '~/ui/RemoveRow'

export function DeleteImage({ image }: { image: Image }) {
  return (
    <RemoveRow
      verb="Delete"
      kind="image"
      name={image.name}
      list={imagesKey}
      act={() => deleteImage(image.name)}
    >
      <p>Machines that were installed from it are not touched. Parts that other images share are kept.</p>
    </RemoveRow>
  )
}
