import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteImage, imagesKey } from '~/api/images'
import type { Image } from '~/api/types'
import { Confirm } from '~/ui/Confirm'

export function DeleteImage({ image }: { image: Image }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={`Delete ${image.name}`}
        onClick={() => setAsking(true)}
      >
        Delete…
      </Button>
      <Confirm
        opened={asking}
        title={`Delete the image ${image.name}?`}
        verb="Delete the image"
        danger
        act={() => deleteImage(image.name)}
        onClose={() => setAsking(false)}
        onDone={() => void client.invalidateQueries({ queryKey: imagesKey })}
      >
        <p>Machines that were installed from it are not touched. Parts that other images share are kept.</p>
      </Confirm>
    </>
  )
}
