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
  /** A picture did not come: its address is good for some minutes only, and who reads on may come too late. */
  readonly onLost: () => void
}

/** Her own pictures besides the one on top, and those of her work; nothing where she shows none. */
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
