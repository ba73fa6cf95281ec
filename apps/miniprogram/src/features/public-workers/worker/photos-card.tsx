import { Image, ScrollView, View } from '@tarojs/components'
import { mediaUrl } from '@/platform/api-address'
import { Card } from '@/ui/card'
import type { PublicResume } from '../api'

const albumsOf = (worker: PublicResume) => [
  { title: '更多照片', urls: worker.photoUrls.slice(1) },
  { title: '月子餐', urls: worker.confinementMealPhotoUrls },
  { title: '做的菜', urls: worker.cookingPhotoUrls },
  { title: '辅食', urls: worker.complementaryFoodPhotoUrls },
]

interface PhotosCardProps {
  readonly worker: PublicResume
  /** Called when a picture fails to load, because its address ends after some minutes. */
  readonly onLost: () => void
}

/** The public photos of the worker and of her work, except the first one; nothing when there are none. */
export function PhotosCard({ worker, onLost }: PhotosCardProps) {
  return (
    <>
      {albumsOf(worker)
        .filter(({ urls }) => urls.length > 0)
        .map(({ title, urls }) => (
          <Card key={title} title={title} aside={<View className="wp__aside">{urls.length}张</View>}>
            <ScrollView className="wp__album" scrollX enhanced showScrollbar={false}>
              <View className="wp__line">
                {urls.map((url, i) => (
                  <Image
                    key={url}
                    className="wp__photo"
                    src={mediaUrl(url)}
                    mode="aspectFill"
                    lazyLoad
                    onError={onLost}
                    ariaLabel={`${title}第${i + 1}张`}
                  />
                ))}
              </View>
            </ScrollView>
          </Card>
        ))}
    </>
  )
}
