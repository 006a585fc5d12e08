"""Countries and capitals, which as sources stand for their governments."""

from claims.suggestions.lexicons.entries import words

GOVERNING = words(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium bolivia bosnia botswana brazil bulgaria burundi cambodia cameroon canada chad chile china
    colombia congo croatia cuba cyprus denmark ecuador egypt eritrea estonia ethiopia finland france gabon
    georgia germany ghana greece guatemala guinea haiti honduras hungary iceland india indonesia iran iraq
    ireland israel italy japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia
    libya lithuania madagascar malawi malaysia mali malta mexico moldova mongolia montenegro morocco
    mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore slovakia
    slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey
    turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe britain america
    u.s. us u.k. uk usa uae washington moscow beijing london paris berlin tehran kabul islamabad ankara
    damascus baghdad delhi tokyo seoul pyongyang kyiv brussels jerusalem riyadh cairo doha
    """
)
