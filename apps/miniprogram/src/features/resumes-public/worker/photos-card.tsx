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

/** Her own pictures besides the one on top, and those of her work; nothing where she shows none. */
export function PhotosCard({ worker }: { readonly worker: PublicResume }) {
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
