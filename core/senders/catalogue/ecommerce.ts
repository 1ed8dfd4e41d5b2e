import { serviceTable } from './service-table.ts';

export const ecommerce = serviceTable(
  'ecommerce',
  `
alibaba | Alibaba.com | https://www.alibaba.com | mail.alibaba.com | | | alibaba.com | no
amazon | Amazon.com stores | https://www.amazon.com | amazon.com | | amazon.com | amazon.com | no
bigcommerce | BigCommerce | https://www.bigcommerce.com | bigcommerce.com | _spf.bigcommerce.com | bigcommerce.com | | no
ccv-shop | CCV Shop | https://www.ccvshop.nl | ccvshop.eu | spf.ccvshop.eu | | | no
ebay | eBay | https://www.ebay.com | ebay.com | | ebay.com | ebay.com | no
makeshop | MakeShop | https://www.makeshop.jp | makeshop.jp | spf.makeshop.jp | | | no
shopify | Shopify | https://www.shopify.com | shopifyemail.com shopify.com | shops.shopify.com | shopifyemail.com shopify.com | shopifyemail.com | no
squarespace | Squarespace | https://www.squarespace.com | squarespace-mail.com | squarespace-mail.com | squarespace.com squarespace-mail.com | squarespace-mail.com | no
unas | UNAS | https://unas.hu | unas.eu | spf.unas.eu | | | no
vilkas | Vilkas | https://vilkas.fi | vilkas.shop | _spf.vilkas.shop | | | no
webnode | Webnode | https://www.webnode.com | webnode.com | spfuser.webnode.com | | | both
`,
);
