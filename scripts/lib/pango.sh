# Pango and a font: what WeasyPrint lays out the PDF with (certificate, minutes, yearly report).

PANGO_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core)

has_pango() {
    local libraries
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null)
    [[ $libraries == *libpangoft2-1.0.so.0* && $libraries == *libharfbuzz-subset.so.0* ]] &&
        [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]
}
